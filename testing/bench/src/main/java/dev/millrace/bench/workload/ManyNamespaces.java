package dev.millrace.bench.workload;

import dev.millrace.bench.state.Must;
import dev.millrace.bench.suite.Scene;
import dev.millrace.bench.suite.Step;
import dev.millrace.servers.GitServer;
import java.util.List;
import java.util.Map;

/**
 * W8: custom resources, each in a namespace that comes with it; then a third as many large ones.
 */
final class ManyNamespaces implements KustomizationWorkload {
  private static final String WIDGETS = "widgets." + Definitions.GROUP;
  private static final int LINES = 360;

  private final int count;
  private final int large;

  ManyNamespaces(int count) {
    this.count = count;
    this.large = Math.max(1, count / 3);
  }

  @Override
  public void prepare(Scene scene) throws Exception {
    KustomizationWorkload.super.prepare(scene);
    Definitions.add(scene, "Widget");
    Definitions.awaitServed(scene, WIDGETS);
  }

  @Override
  public List<Step> phases(Scene scene) {
    GitFleet fleet = new GitFleet(scene, scene.using(GitServer.start()), "widgets");
    fleet.commit(Map.of("small/all.yaml", small(), "large/all.yaml", large()));
    return List.of(
        Step.of(
            "%d namespaces with an object each".formatted(count),
            count,
            () -> {
              fleet.connect();
              apply(fleet, "small");
            },
            Must.BE_READY.have(count, "Widget")),
        Step.of(
            "%d objects of 36 KB".formatted(large),
            large,
            () -> apply(fleet, "large"),
            Must.BE_READY.have(count + large, "Widget")));
  }

  private static void apply(GitFleet fleet, String which) throws Exception {
    fleet.until(
        1,
        each -> each.getMetadata().getName().equals(which) && Applied.something().test(each),
        () -> fleet.add(which, "./" + which, "wait: true"));
  }

  private String small() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
          """
          ---
          apiVersion: v1
          kind: Namespace
          metadata: {name: widgets-%1$d}
          ---
          apiVersion: bench.example.com/v1
          kind: Widget
          metadata: {name: widget, namespace: widgets-%1$d}
          spec: {number: %1$d}
          """
              .formatted(i));
    }
    return text.toString();
  }

  /** Lines of a hundred characters. */
  private String large() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < large; i++) {
      text.append(
          """
          ---
          apiVersion: bench.example.com/v1
          kind: Widget
          metadata: {name: large-%d, namespace: widgets}
          spec:
          """
              .formatted(i));
      for (int line = 0; line < LINES; line++) {
        text.append("  line%03d: %s%n".formatted(line, "0123456789".repeat(9)));
      }
    }
    return text.toString();
  }
}
