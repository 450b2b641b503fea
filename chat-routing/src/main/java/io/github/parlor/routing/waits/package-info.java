/** Who waited how long, and the time in which that is measured. */
@NullMarked
package io.github.parlor.routing.waits;

import org.jspecify.annotations.NullMarked;
