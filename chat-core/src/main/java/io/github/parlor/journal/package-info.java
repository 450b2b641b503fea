/**
 * Where facts are kept: the port that a store implements, and the implementation in memory.
 *
 * <p>Start from {@link io.github.parlor.journal.Journal}. A store of your own proves itself with the contract kit of the
 * testing artifact.
 */
@NullMarked
package io.github.parlor.journal;

import org.jspecify.annotations.NullMarked;
