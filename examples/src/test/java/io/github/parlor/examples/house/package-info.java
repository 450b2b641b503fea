/**
 * The rules of the house, checked over the compiled modules and the build files.
 * They live beside the programs because only these know every module at once.
 * The order of the packages inside the core is checked there.
 */
@NullMarked
package io.github.parlor.examples.house;

import org.jspecify.annotations.NullMarked;
