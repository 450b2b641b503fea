/** What happened, what it brought and how many people are needed. */
module io.github.parlor.metrics {
    requires static transitive org.jspecify;
    requires transitive io.github.parlor.core;

    exports io.github.parlor.metrics;
    exports io.github.parlor.metrics.catalog;
    exports io.github.parlor.metrics.cell;
    exports io.github.parlor.metrics.fact;
}
