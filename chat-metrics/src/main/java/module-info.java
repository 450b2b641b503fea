/** What happened, what it brought and how many people are needed. */
module io.github.parlor.metrics {
    requires static transitive org.jspecify;
    requires transitive io.github.parlor.core;
}
