package dev.mainstem.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupTableTest {

  private final GroupTable table = new GroupTable();

  @Test
  void findsWhatAMapWouldFind() {
    Map<List<Object>, Accumulator[]> expected = new HashMap<>();
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      Object[] key = {"k" + random.nextInt(3_000), (long) random.nextInt(2)};
      Accumulator[] found = table.find(key, Group.hashOf(key));
      assertThat(found).isSameAs(expected.get(List.of(key)));
      if (found == null) {
        Accumulator[] added = {};
        table.put(new Group(key), added);
        expected.put(List.of(key), added);
      }
    }
    assertThat(table.size()).isEqualTo(expected.size());
    IdentityHashMap<Accumulator[], Boolean> seen = new IdentityHashMap<>();
    table.forEach(
        (group, known) -> {
          assertThat(expected.get(List.of(group.values()))).isSameAs(known);
          assertThat(seen.put(known, true)).isNull();
        });
    assertThat(seen).hasSize(expected.size());
  }

  @Test
  void groupsOfOneHashAreToldApartByTheirValues() {
    Object[] one = {"Aa"};
    Object[] other = {"BB"}; // the same hash code
    Accumulator[] ofOne = {};
    table.put(new Group(one), ofOne);
    assertThat(Group.hashOf(one)).isEqualTo(Group.hashOf(other));
    assertThat(table.find(other, Group.hashOf(other))).isNull();
    Accumulator[] ofOther = {};
    table.put(new Group(other), ofOther);
    assertThat(table.find(one, Group.hashOf(one))).isSameAs(ofOne);
    assertThat(table.find(other, Group.hashOf(other))).isSameAs(ofOther);
  }

  @Test
  void aRowOfNoFieldsIsAGroupToo() {
    Object[] none = {};
    Accumulator[] known = {};
    table.put(new Group(none), known);
    assertThat(table.find(none, Group.hashOf(none))).isSameAs(known);
  }

  @Test
  void whatWasForgottenIsNotFound() {
    Object[] key = {"a"};
    table.put(new Group(key), new Accumulator[0]);
    table.clear();
    assertThat(table.size()).isZero();
    assertThat(table.find(key, Group.hashOf(key))).isNull();
    table.forEach((group, known) -> assertThat(group).isNull());
  }
}
