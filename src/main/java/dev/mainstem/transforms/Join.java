package dev.mainstem.transforms;

import dev.mainstem.record.Lookup;
import dev.mainstem.record.RowKey;
import dev.mainstem.record.Rows;
import dev.mainstem.record.Tally;
import dev.mainstem.spec.LookupSpec;
import dev.mainstem.spec.RowType;
import dev.mainstem.spec.Section;
import dev.mainstem.spec.TableSpec;
import dev.mainstem.spec.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code Join}: adds to a row the fields of the one row of a file that has its key. A row without
 * one, as every row with a null in its key, gets nulls ({@code left}) or is dropped ({@code
 * inner}); both are counted.
 */
final class Join extends RowStep {

  private static final long serialVersionUID = 1L;

  /** What becomes of a row that has no match. */
  private enum Kind {
    LEFT,
    INNER
  }

  private final LookupSpec spec;
  private final Kind kind;
  private final RowKey key;
  private final Schema output;
  private final @Nullable Lookup lookup;
  private transient Lookup.@Nullable Table table;
  private transient Tally tally;

  private Join(LookupSpec spec, Kind kind, RowKey key, Schema output, @Nullable Lookup lookup) {
    this.spec = spec;
    this.kind = kind;
    this.key = key;
    this.output = output;
    this.lookup = lookup;
    this.tally = new Tally(spec.step());
  }

  static Optional<RowByRow> read(StepContext context) {
    Section config = context.config();
    Optional<TableSpec> table = TableSpec.read(config);
    Optional<Value> on = config.require("on", "the fields to look up by, with their columns");
    Optional<Value> fields = config.get("fields");
    Kind kind = config.get("type").flatMap(v -> v.oneOf(Kind.class)).orElse(Kind.LEFT);
    if (table.isEmpty() || on.isEmpty()) {
      return Optional.empty();
    }
    RowType columns = table.get().rowType();
    Optional<JoinKeys> keys = JoinKeys.read(on.get(), context.input(), columns);
    Optional<List<RowType.Field>> added =
        fields.isPresent()
            ? asked(fields.get(), columns, context.input())
            : keys.flatMap(k -> rest(k, columns, context));
    return keys.flatMap(k -> added.map(a -> of(context, table.get(), k, a, kind)));
  }

  private static RowByRow of(
      StepContext context, TableSpec table, JoinKeys keys, List<RowType.Field> added, Kind kind) {
    RowType output =
        context.input().plus(added.stream().map(f -> kind == Kind.LEFT ? nullable(f) : f).toList());
    List<String> values = added.stream().map(RowType.Field::name).toList();
    LookupSpec spec = new LookupSpec(context.name(), table, keys.columns(), values);
    RowKey key = new RowKey(Rows.schemaOf(context.input()), keys.fields());
    return RowByRow.of(context, output, new Join(spec, kind, key, Rows.schemaOf(output), null));
  }

  private static RowType.Field nullable(RowType.Field field) {
    return new RowType.Field(field.name(), field.type(), true, field.array());
  }

  private static Optional<List<RowType.Field>> asked(Value fields, RowType table, RowType input) {
    List<RowType.Field> asked = new ArrayList<>();
    for (Value item : fields.items()) {
      item.text("a column")
          .flatMap(name -> JoinKeys.column(name, item, table))
          .ifPresent(asked::add);
    }
    boolean known = asked.size() == fields.items().size();
    return areNew(asked, input, fields) && known ? Optional.of(asked) : Optional.empty();
  }

  /** All columns but the keys. */
  private static Optional<List<RowType.Field>> rest(
      JoinKeys keys, RowType table, StepContext context) {
    List<RowType.Field> rest =
        table.fields().stream().filter(c -> !keys.columns().contains(c.name())).toList();
    Value schema = context.config().get("schema").orElseThrow();
    return areNew(rest, context.input(), schema) ? Optional.of(rest) : Optional.empty();
  }

  private static boolean areNew(List<RowType.Field> added, RowType input, Value at) {
    List<String> names = added.stream().map(RowType.Field::name).toList();
    List<String> taken = names.stream().filter(input.names()::contains).toList();
    for (String name : taken) {
      at.problem(
          "the row has a field %s already; add others with fields, or rename it in the schema: {from: %s}"
              .formatted(name, name));
    }
    boolean twice = new HashSet<>(names).size() < names.size();
    if (twice) {
      at.problem("a field stands twice");
    }
    return taken.isEmpty() && !twice;
  }

  @Override
  Optional<LookupSpec> lookup() {
    return Optional.of(spec);
  }

  @Override
  RowStep bound(Map<String, Lookup> lookups) {
    return new Join(spec, kind, key, output, Objects.requireNonNull(lookups.get(spec.step())));
  }

  @Override
  void open() {
    if (lookup == null) {
      throw new IllegalStateException("a lookup that no launch has bound: " + spec.step());
    }
    table = lookup.open();
    tally = new Tally(spec.step());
  }

  @Override
  @Nullable Row process(Row row, MultiOutputReceiver out) {
    List<@Nullable Object> found =
        Objects.requireNonNull(table).find(Arrays.asList(key.values(row)));
    if (found == null) {
      tally.count("without_match");
      return kind == Kind.INNER ? null : with(row, nulls());
    }
    return with(row, found);
  }

  private List<@Nullable Object> nulls() {
    return Collections.nCopies(spec.values().size(), null);
  }

  private Row with(Row row, List<@Nullable Object> added) {
    List<@Nullable Object> values = new ArrayList<>(row.getValues());
    values.addAll(added);
    return Rows.of(output, values.toArray());
  }

  @Override
  void flush() {
    tally.flush();
  }
}
