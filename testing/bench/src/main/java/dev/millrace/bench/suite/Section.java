package dev.millrace.bench.suite;

import dev.millrace.bench.process.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What is told of a workload: a table of phases and arms, the figures of its own, the verdict. */
record Section(Catalogue.Entry workload, int size, String conditions, List<ArmRun> runs) {
  private static final String HEAD =
      """
      | phase | arm | time | CPU | CPU per object | requests per object | by verb | errors | memory |
      |---|---|---|---|---|---|---|---|---|
      """;

  /** One phase of one arm in all its rounds. */
  private record Row(String phase, String arm, List<ArmRun.Measured> rounds) {
    double median(ToDoubleFunction<Phase> figure) {
      double[] sorted =
          rounds.stream().map(ArmRun.Measured::phase).mapToDouble(figure).sorted().toArray();
      return sorted[sorted.length / 2];
    }

    Phase middle() {
      double time = median(Phase::seconds);
      return rounds.stream()
          .map(ArmRun.Measured::phase)
          .filter(each -> each.seconds() == time)
          .findFirst()
          .orElseThrow();
    }

    int objects() {
      return rounds.getFirst().phase().objects();
    }
  }

  /** The section in Markdown, with a heading. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("## %s: %s%n%n".formatted(workload.id(), workload.title()));
    text.append("%s Size %d. %s.%n%n".formatted(workload.shows(), size, conditions));
    text.append(HEAD);
    rows().forEach(row -> text.append(line(row)));
    text.append(notes());
    if (!workload.anchor().isEmpty()) {
      text.append("%nAnchor, other hardware: %s%n".formatted(workload.anchor()));
    }
    return text.append("%n%s%n".formatted(verdict())).toString();
  }

  private List<Row> rows() {
    Map<List<String>, List<ArmRun.Measured>> rounds = new LinkedHashMap<>();
    for (String phase : phases()) {
      for (ArmRun run : runs) {
        run.phases().stream()
            .filter(each -> each.phase().name().equals(phase))
            .forEach(
                each ->
                    rounds
                        .computeIfAbsent(List.of(phase, run.arm()), _ -> new ArrayList<>())
                        .add(each));
      }
    }
    return rounds.entrySet().stream()
        .map(each -> new Row(each.getKey().get(0), each.getKey().get(1), each.getValue()))
        .toList();
  }

  private Set<String> phases() {
    return runs.stream()
        .flatMap(run -> run.phases().stream())
        .map(each -> each.phase().name())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String line(Row row) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f s | %.1f s | %.3f s | %.1f | %s | %s | %s |%n",
        row.phase(),
        row.arm(),
        row.median(Phase::seconds),
        row.median(Phase::cpuSeconds),
        row.median(Phase::cpuSeconds) / row.objects(),
        row.median(Phase::requestCount) / row.objects(),
        listed(row.middle().requestsByVerb()),
        errors(row),
        memory(row));
  }

  private static String memory(Row row) {
    Map<String, Long> peaks = new TreeMap<>();
    row.rounds()
        .forEach(
            each -> each.phase().peaks().forEach((who, peak) -> peaks.merge(who, peak, Math::max)));
    return peaks.entrySet().stream()
        .map(
            each -> "%s %d MB".formatted(each.getKey().replace("-controller", ""), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String errors(Row row) {
    Map<Integer, Long> sorted = new TreeMap<>(row.middle().errors());
    return sorted.isEmpty() ? "none" : listed(sorted);
  }

  private static String listed(Map<?, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }

  private String notes() {
    StringBuilder text = new StringBuilder();
    for (Row row : rows()) {
      text.append(
          "- %s, %s: the API server counted from everybody: %s%n"
              .formatted(row.phase(), row.arm(), listed(new TreeMap<>(row.middle().served()))));
      for (ArmRun.Measured each : row.rounds()) {
        each.notes()
            .forEach(
                (what, value) ->
                    text.append(
                        "- %s, %s: %s: %s%n".formatted(row.phase(), row.arm(), what, value)));
      }
    }
    return "%n%s".formatted(text);
  }

  private String verdict() {
    String refusals =
        runs.stream()
            .flatMap(
                run ->
                    run.refusals().stream()
                        .map(
                            why ->
                                "- REFUSED %s, round %d: %s"
                                    .formatted(run.arm(), run.round(), why)))
            .collect(Collectors.joining("\n"));
    if (!refusals.isEmpty()) {
      return refusals;
    }
    int objects = runs.getFirst().phases().getLast().objectsThere();
    String compared =
        runs.size() > 1
            ? "the same from all %d runs and as it must be".formatted(runs.size())
            : "as it must be";
    return "End state: %d objects, %s.".formatted(objects, compared);
  }
}
