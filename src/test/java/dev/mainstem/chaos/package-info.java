/**
 * The fault harness: runs that are struck at random moments, and held to what they must have
 * written. Programs, not tests; docs/guarantees.md says how they are run and what they found.
 */
@NullMarked
package dev.mainstem.chaos;

import org.jspecify.annotations.NullMarked;
