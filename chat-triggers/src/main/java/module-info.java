/** When to invite a visitor, with what, and whom not. */
module io.github.parlor.triggers {
    requires static transitive org.jspecify;
    requires transitive io.github.parlor.core;
    requires com.fasterxml.jackson.databind;

    exports io.github.parlor.triggers;
}
