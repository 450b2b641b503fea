/**
 * Programs that show Parlor at work on real and on generated days, compiled and tested in the build and packaged as
 * one runnable jar.
 * Nothing in here is part of the library.
 */
@NullMarked
package io.github.parlor.examples;

import org.jspecify.annotations.NullMarked;
