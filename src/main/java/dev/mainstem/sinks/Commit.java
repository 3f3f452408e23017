package dev.mainstem.sinks;

import java.io.Serializable;

/**
 * When what a run writes becomes visible: files by their names, messages by their transactions.
 *
 * @param run what tells the run from any other
 * @param atOnce whether the runner takes no checkpoints to wait for
 * @param rolling whether files are finished while the run goes on, because it has no end
 */
public record Commit(String run, boolean atOnce, boolean rolling) implements Serializable {}
