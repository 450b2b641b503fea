/**
 * Contract kits for those who implement a port. Each kit is an abstract class of JUnit tests; a subclass supplies the
 * implementation under test and inherits every promise of the port as a test.
 * The kits run against the implementations that come with Parlor in Parlor's own build.
 */
@NullMarked
package io.github.parlor.testing;

import org.jspecify.annotations.NullMarked;
