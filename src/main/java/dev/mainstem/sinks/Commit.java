package dev.mainstem.sinks;

import java.io.Serializable;

/**
 * When what a run writes becomes visible: files by their names, messages by their transactions.
 *
 * @param run what tells the run from any other
 * @param atOnce whether the runner takes no checkpoints to wait for
 * @param endless whether the run has no end
 * @param rolling whether files are finished while the run goes on, because there are results before
 *     its end
 */
public record Commit(String run, boolean atOnce, boolean endless, boolean rolling)
    implements Serializable {}
