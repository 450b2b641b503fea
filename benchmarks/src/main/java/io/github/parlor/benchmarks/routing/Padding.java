package io.github.parlor.benchmarks.routing;

/** Two cache lines before the fields of a subclass, so that what two threads count is not in one line. */
@SuppressWarnings("unused")
abstract class Padding {
    long p00, p01, p02, p03, p04, p05, p06, p07, p10, p11, p12, p13, p14, p15, p16, p17;
}
