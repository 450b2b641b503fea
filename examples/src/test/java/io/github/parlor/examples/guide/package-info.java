/**
 * The code of the README and of the guide, run as tests.
 *
 * <p>Start from {@link io.github.parlor.examples.guide.GuidePagesTest}.
 */
@NullMarked
package io.github.parlor.examples.guide;

import org.jspecify.annotations.NullMarked;
