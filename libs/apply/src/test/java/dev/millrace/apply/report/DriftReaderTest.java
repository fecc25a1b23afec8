package dev.millrace.apply.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.Objects;
import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.observe.Drift;
import dev.millrace.apply.report.DriftReport.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of drift can be read again. */
class DriftReaderTest {
  private static final KubeObject MAP = Objects.configMap("settings", "x");

  @Test
  void readsWhatWasChangedAddedAndRemoved() {
    String message =
        DriftReport.of(
            drift(
                change(FieldChange.Kind.CHANGED, "replicas", 3, 5, "kubectl scale"),
                change(FieldChange.Kind.ADDED, "paused", null, true, ""),
                change(FieldChange.Kind.REMOVED, "template", Map.of("a", List.of(1)), null, "x")));

    assertThat(message)
        .isEqualTo(
            "ConfigMap/app/settings drifted and is reverted:"
                + " /spec/replicas changed from 3 to 5 by kubectl_scale;"
                + " /spec/paused was added with value true;"
                + " /spec/template was removed, it was '{\"a\":[1]}' by x");
    assertThat(DriftReader.read(message))
        .containsExactly(
            field("/spec/replicas", "3", "5", "kubectl_scale"),
            field("/spec/paused", "", "true", ""),
            field("/spec/template", "'{\"a\":[1]}'", "", "x"));
  }

  @Test
  void readsDeletedObjectsAmongOtherLines() {
    String told = DriftReport.of(new Drift("app/shop", MAP.ref(), true, List.of()));

    assertThat(DriftReader.read("ConfigMap/app/other configured\n" + told + "\nand more"))
        .containsExactly(missing("ConfigMap/app/settings", true));
  }

  @Test
  void readsWhichFieldsOfAReleaseDiffer() {
    KubeObject service = Objects.object("v1", "Service", "web");
    List<ObjectDrift> drifts =
        List.of(
            changed(
                change(FieldChange.Kind.CHANGED, "a", 1, 2, ""),
                change(FieldChange.Kind.ADDED, "b", null, "x, y", ""),
                change(FieldChange.Kind.REMOVED, "c", "it's", null, "")),
            new ObjectDrift.Missing(service));

    String told = DriftReport.standing("app/web.v2", drifts, Values.TOLD);
    assertThat(told)
        .contains(
            "ConfigMap/app/settings changed /spec/a (wanted 2, found 1), /spec/b (wanted 'x, y'),"
                + " /spec/c (found 'it\\'s')");
    assertThat(DriftReader.read(told))
        .containsExactly(
            new Difference("ConfigMap/app/settings", "/spec/a", "2", "1", "", false),
            new Difference("ConfigMap/app/settings", "/spec/b", "'x, y'", "", "", false),
            new Difference("ConfigMap/app/settings", "/spec/c", "", "'it\\'s'", "", false),
            missing("Service/app/web", false));
    assertThat(DriftReader.read(DriftReport.corrected("app/web.v2", drifts, Values.TOLD)))
        .extracting(Difference::reverted)
        .containsOnly(true);
  }

  @Test
  void readsFieldsOfAReleaseWhoseValuesAreWithheld() {
    String told =
        DriftReport.standing(
            "app/web.v2",
            List.of(
                changed(
                    change(FieldChange.Kind.CHANGED, "a", "hunter2", "canary", ""),
                    change(FieldChange.Kind.REMOVED, "b", 4711, null, ""))),
            Values.WITHHELD);
    assertThat(told).doesNotContain("hunter2", "canary", "4711");
    assertThat(DriftReader.read(told))
        .containsExactly(
            new Difference("ConfigMap/app/settings", "/spec/a", "", "", "", false),
            new Difference("ConfigMap/app/settings", "/spec/b", "", "", "", false));
  }

  @Test
  void namesOnlyTheFieldsWhereThereIsNoRoomForAllValues() {
    FieldChange[] fields =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    change(FieldChange.Kind.CHANGED, "f" + i, "x".repeat(999), "y".repeat(999), ""))
            .toArray(FieldChange[]::new);
    String told =
        DriftReport.standing("app/web.v2", List.of(changed(fields), changed(fields)), Values.TOLD);
    assertThat(told).hasSizeLessThan(3_000);
    assertThat(DriftReader.read(told))
        .hasSize(18)
        .satisfies(lines -> assertThat(lines.getFirst().wanted()).startsWith("'yyy"))
        .satisfies(lines -> assertThat(lines.getLast().wanted()).isEmpty());
  }

  @Test
  void takesNothingFromOtherMessages() {
    assertThat(
            DriftReader.read(
                """
                Deployment/app/web configured
                somebody changed /spec/replicas
                Deployment/app/web drifted and is reverted: nothing that can be read
                ConfigMap/app/settings removed by hand"""))
        .isEmpty();
  }

  @Test
  void readsWhatIsLeftOfAMessageThatWasCut() {
    assertThat(
            DriftReader.read(
                "ConfigMap/app/settings drifted and is reverted: /data/a changed from '1' to '2';"
                    + " /data/b changed from '1' to 'unfini"))
        .containsExactly(field("/data/a", "'1'", "'2'", ""));
  }

  @Property(tries = 300)
  void noValueAndNoAuthorCanPassForAnotherChange(
      @ForAll("texts") String before, @ForAll("texts") String after, @ForAll("texts") String by) {
    String message =
        DriftReport.of(
            drift(
                change(FieldChange.Kind.CHANGED, "a", before, after, by),
                change(FieldChange.Kind.ADDED, "b", null, 1, "")));

    assertThat(DriftReader.read(message))
        .extracting(Difference::field)
        .containsExactly("/spec/a", "/spec/b");
  }

  @Property(tries = 300)
  void noValueOfAReleaseCanPassForAnotherChange(
      @ForAll("texts") String before, @ForAll("texts") String after) {
    String message =
        DriftReport.corrected(
            "app/web.v2",
            List.of(
                changed(
                    change(FieldChange.Kind.CHANGED, "a", before, after, ""),
                    change(FieldChange.Kind.ADDED, "b", null, 1, ""))),
            Values.TOLD);

    assertThat(DriftReader.read(message))
        .extracting(Difference::field)
        .containsExactly("/spec/a", "/spec/b");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "'",
            "\\",
            "; ",
            ", ",
            ")",
            " (wanted ",
            " found ",
            "/spec/x changed from ",
            " to ",
            " by ",
            "\n",
            "a",
            "✓",
            "…")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  private static ObjectDrift changed(FieldChange... fields) {
    return new ObjectDrift.Changed(MAP, List.of(fields), List.of());
  }

  private static Drift drift(FieldChange... changes) {
    return new Drift("app/shop", MAP.ref(), false, List.of(changes));
  }

  private static FieldChange change(
      FieldChange.Kind kind,
      String field,
      @Nullable Object before,
      @Nullable Object after,
      String manager) {
    return new FieldChange(kind, JsonPointer.of("spec", field), before, after, manager);
  }

  private static Difference field(String field, String wanted, String found, String manager) {
    return new Difference("ConfigMap/app/settings", field, wanted, found, manager, true);
  }

  private static Difference missing(String object, boolean reverted) {
    return new Difference(object, "", "", "", "", reverted);
  }
}
