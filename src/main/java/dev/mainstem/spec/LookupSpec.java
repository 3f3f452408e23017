package dev.mainstem.spec;

import java.io.Serializable;
import java.util.List;

/**
 * What a step looks up in a table.
 *
 * @param step the name of the step
 * @param keys the fields of the table that rows are found by, in the order of the step's own
 * @param values the fields of the table that are taken from the row that is found
 */
public record LookupSpec(String step, TableSpec table, List<String> keys, List<String> values)
    implements Serializable {

  public LookupSpec {
    keys = List.copyOf(keys);
    values = List.copyOf(values);
  }
}
