/**
 * The routers that are measured beside each other, behind one interface: those a good developer would write with what the
 * JDK or a well-known library offers, the plain router, and none at all. The exact ones make the same decisions, which a
 * test holds; they differ in their structures and their lock.
 */
@NullMarked
package io.github.parlor.benchmarks.routing.peer;

import org.jspecify.annotations.NullMarked;
