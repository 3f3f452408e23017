/**
 * Kafka around the pipeline: the broker that a launch brings along, the questions that a launch
 * asks a broker, and what it publishes.
 *
 * <p>Comes in: addresses, topics, files. Leaves: offsets, topics, messages, or one clear {@link
 * dev.mainstem.spec.EnvironmentException}. The broker itself runs as a process of its own, so that
 * its Scala stays off our class path; only {@link dev.mainstem.broker.BrokerProcess} knows its
 * classes. Imports {@code spec} and {@code record}.
 */
@NullMarked
package dev.mainstem.broker;

import org.jspecify.annotations.NullMarked;
