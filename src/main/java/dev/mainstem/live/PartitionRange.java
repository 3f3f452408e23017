package dev.mainstem.live;

import java.io.Serializable;

/**
 * What is read of a partition.
 *
 * @param earliest the first offset that the topic still keeps
 * @param start the first offset that is read
 * @param end the offset before which reading ends, or {@link #NO_END}
 */
public record PartitionRange(int partition, long earliest, long start, long end)
    implements Serializable {

  /** For a partition that is read for ever. */
  public static final long NO_END = Long.MAX_VALUE;
}
