/**
 * Benchmarks, one class for each question, with a baseline or a peer in the same run.
 * They are compiled in every build, run by hand and never published.
 * A figure counts only with its error, its JDK and its command.
 */
@NullMarked
package io.github.parlor.benchmarks;

import org.jspecify.annotations.NullMarked;
