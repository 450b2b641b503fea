/** Contract kits: abstract JUnit classes that an implementation of a port extends to show that it keeps the contract. */
module io.github.parlor.testing {
    requires static transitive org.jspecify;
    requires transitive io.github.parlor.core;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports io.github.parlor.testing;

    // The tests of a kit are not public: JUnit reaches them by reflection.
    opens io.github.parlor.testing;
}
