/**
 * One record: its schema, its parse, its event time, its JSON, and what becomes of it when it is
 * bad.
 *
 * <p>Comes in: the cells of a CSV row or the members of a JSON object, with the {@link
 * dev.mainstem.spec.FieldSpec}s. Leaves: Beam rows with an event time, or {@link
 * dev.mainstem.record.Rejected} records. Both sides of the stream share this room, so that a value
 * means the same on either; and the steps that keep something of groups share how these are told
 * apart and shared out. Imports {@code spec} and Beam's schemas; no stage and no source.
 */
@NullMarked
package dev.mainstem.record;

import org.jspecify.annotations.NullMarked;
