package dev.mainstem.history;

/**
 * A line as TextIO read it, and where it stands.
 *
 * @param resource the file
 * @param range the offset at which the range begins that the line was read with
 * @param index its place among the lines of the range, from 0
 * @param text the line, without its end
 */
record HistoryLine(String resource, long range, long index, String text) {}
