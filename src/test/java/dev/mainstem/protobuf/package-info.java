/** Messages of Protobuf. */
@NullMarked
package dev.mainstem.protobuf;

import org.jspecify.annotations.NullMarked;
