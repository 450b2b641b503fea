/**
 * The people of a shop and its customers: agents with skills and teams, contacts, who acts in whose name.
 *
 * <p>Start from {@link io.github.parlor.people.Agent} and {@link io.github.parlor.people.Actor}.
 */
@NullMarked
package io.github.parlor.people;

import org.jspecify.annotations.NullMarked;
