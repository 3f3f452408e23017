/**
 * Protobuf: its messages as JSON objects. Only with jars that are optional, so its classes are
 * known here alone.
 *
 * <p>Comes in: the bytes of a message, and descriptors of its type. Leaves: JSON, which is parsed
 * as any other. Imports {@code record}.
 */
@NullMarked
package dev.mainstem.protobuf;

import org.jspecify.annotations.NullMarked;
