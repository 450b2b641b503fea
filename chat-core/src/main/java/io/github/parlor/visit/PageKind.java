package io.github.parlor.visit;

/** What a page is for, as the shop classifies it. */
public enum PageKind {
    /** The entrance of the shop. */
    HOME,
    /** A list of products. */
    CATEGORY,
    /** One product. */
    PRODUCT,
    /** The cart. */
    CART,
    /** A step of the checkout, payment included. */
    CHECKOUT,
    /** A registration or contact form. */
    FORM,
    /** Help, delivery, returns. */
    HELP,
    /** Anything else. */
    OTHER
}
