package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.record.StateFormat;
import dev.mainstem.spec.FieldType;
import dev.mainstem.spec.RowType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Holds that a change of how groups are kept does not go unnoticed. */
class StateFormatTest {

  @Test
  void groupsAreWrittenInTheNotedForm() throws Exception {
    List<Aggregate> aggregates = new ArrayList<>(List.of(GroupResults.ROWS));
    for (Function function : Function.values()) {
      double argument = function == Function.QUANTILE ? 0.5 : 3;
      aggregates.add(function.of("double", 0, FieldType.DOUBLE, argument));
      if (function.over(FieldType.DECIMAL).isPresent()) {
        aggregates.add(function.of("decimal", 1, FieldType.DECIMAL, argument));
      }
      if (function.over(FieldType.INT64).isPresent()) {
        aggregates.add(function.of("int64", 2, FieldType.INT64, argument));
      }
    }
    RowType key =
        new RowType(
            List.of(
                new RowType.Field("text", FieldType.STRING, true),
                new RowType.Field("numbers", FieldType.INT64, true, true)));
    RowKey keys = new RowKey(Rows.schemaOf(key), key.names());
    BucketCoder coder = new BucketCoder(keys.schema(), new AccumulatorsCoder(aggregates));
    Accumulator[] accumulators = coder.accumulators().create();
    for (long row = 1; row <= 3; row++) {
      List<Object> values =
          List.of(row / 4.0, BigDecimal.valueOf(row, 1), row, Instant.ofEpochMilli(row));
      Arrays.stream(accumulators).forEach(a -> a.add(values));
    }
    Bucket bucket = new Bucket(coder);
    Group group = new Group(new Object[] {"a", List.of(1L, 2L)});
    bucket.add(group, accumulators, new GroupBytes(coder));

    CRC32 sum = new CRC32();
    sum.update(CoderUtils.encodeToByteArray(coder, bucket));
    assertThat("form %d: %08x".formatted(StateFormat.NUMBER, sum.getValue()))
        .as("if groups are kept in another form, raise StateFormat.NUMBER, and note the new sum")
        .isEqualTo("form 3: 16dbd5d5");
  }
}
