package dev.millrace.helm.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all values that are laid over others. */
class ValuesMergeProperties {
  @Property(tries = 300)
  void layingNothingOverValuesChangesNothing(@ForAll("values") Map<String, Object> values) {
    assertThat(TableMerge.overlay(values, Map.of())).isEqualTo(values);
    assertThat(TableMerge.overlay(Map.of(), values)).isEqualTo(values);
  }

  @Property(tries = 300)
  void layingValuesOverThemselvesChangesNothing(@ForAll("values") Map<String, Object> values) {
    assertThat(TableMerge.overlay(values, values)).isEqualTo(values);
  }

  @Property(tries = 300)
  void theUpperValuesWin(
      @ForAll("values") Map<String, Object> base, @ForAll("values") Map<String, Object> over) {
    assertHolds(TableMerge.overlay(base, over), over);
  }

  @Property(tries = 300)
  void whatTheUpperValuesDoNotNameStays(
      @ForAll("values") Map<String, Object> base, @ForAll("values") Map<String, Object> over) {
    Map<String, Object> merged = TableMerge.overlay(base, over);
    base.forEach(
        (key, value) -> {
          if (!over.containsKey(key)) {
            assertThat(merged).containsEntry(key, value);
          }
        });
    assertThat(merged.keySet()).allMatch(key -> base.containsKey(key) || over.containsKey(key));
  }

  @Property(tries = 300)
  void theOrderOfMergesDoesNotMatter(
      @ForAll("values") Map<String, Object> a,
      @ForAll("values") Map<String, Object> b,
      @ForAll("values") Map<String, Object> c) {
    // Only where a scalar of b stands between two tables: it hides the table of a.
    if (!hides(a, b, c)) {
      assertThat(TableMerge.overlay(TableMerge.overlay(a, b), c))
          .isEqualTo(TableMerge.overlay(a, TableMerge.overlay(b, c)));
    }
  }

  @Property(tries = 300)
  void theMergedValuesAreChangedAndNotTheGivenOnes(
      @ForAll("values") Map<String, Object> base, @ForAll("values") Map<String, Object> over) {
    Map<String, Object> baseBefore = ValueTrees.copy(base);
    Map<String, Object> overBefore = ValueTrees.copy(over);
    TableMerge.overlay(base, over);
    assertThat(base).isEqualTo(baseBefore);
    assertThat(over).isEqualTo(overBefore);
  }

  private static void assertHolds(Map<String, Object> merged, Map<String, Object> over) {
    over.forEach(
        (key, value) -> {
          Map<String, Object> table = ValueTrees.asTable(value);
          Map<String, Object> mergedTable = ValueTrees.asTable(merged.get(key));
          if (table != null && mergedTable != null) {
            assertHolds(mergedTable, table);
          } else {
            assertThat(merged).containsEntry(key, value);
          }
        });
  }

  private static boolean hides(
      Map<String, Object> a, Map<String, Object> b, Map<String, Object> c) {
    return b.entrySet().stream()
        .anyMatch(
            entry -> {
              Map<String, Object> inA = ValueTrees.asTable(a.get(entry.getKey()));
              Map<String, Object> inB = ValueTrees.asTable(entry.getValue());
              Map<String, Object> inC = ValueTrees.asTable(c.get(entry.getKey()));
              return inA != null && inC != null && (inB == null || hides(inA, inB, inC));
            });
  }

  @Provide
  Arbitrary<Map<String, Object>> values() {
    return tables(3);
  }

  private static Arbitrary<Map<String, Object>> tables(int depth) {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            Arbitraries.of(1.0, "x", true, "", 0.0).map(Object.class::cast),
            Arbitraries.of(List.of(), List.of("a")).map(Object.class::cast));
    Arbitrary<Object> value =
        depth == 0 ? leaf : Arbitraries.oneOf(leaf, tables(depth - 1).map(Object.class::cast));
    return Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), value).ofMaxSize(3);
  }
}
