/** Tests of what is compared: figures of routers that decide differently would say nothing. */
@NullMarked
package io.github.parlor.benchmarks.routing;

import org.jspecify.annotations.NullMarked;
