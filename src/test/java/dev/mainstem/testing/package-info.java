/** What the tests of several rooms share: a real broker, a real Flink, and running a definition. */
@NullMarked
package dev.mainstem.testing;

import org.jspecify.annotations.NullMarked;
