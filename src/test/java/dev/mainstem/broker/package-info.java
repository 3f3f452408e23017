/** The broker that a launch brings along, and the questions to any broker. */
@NullMarked
package dev.mainstem.broker;

import org.jspecify.annotations.NullMarked;
