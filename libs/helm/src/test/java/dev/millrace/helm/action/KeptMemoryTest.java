package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.Charts;
import dev.millrace.helm.render.ChartRenderer;
import dev.millrace.helm.render.KubeVersion;
import dev.millrace.helm.render.RenderOptions;
import dev.millrace.helm.storage.InMemoryReleaseStore;
import dev.millrace.helm.storage.ReleaseHistory;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What outlives the actions of many releases: their chart and its templates, once. */
class KeptMemoryTest {
  private static final int MAX_COLLECTIONS = 100;
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

  private final ChartRenderer renderer =
      new ChartRenderer(SprigEnvironment.isolated(CLOCK, new Random(1)));
  private final ReleaseCluster cluster = new InMemoryCluster();
  private final InMemoryReleaseStore store = new InMemoryReleaseStore();
  private final Chart chart =
      Charts.of(
          Map.of(
              "Chart.yaml", "name: app",
              "templates/cm.yaml",
                  """
                  apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: {{ .Release.Name }}}
                  data: {text: {{ repeat 1000 "x" }}}
                  """));

  @Test
  void keepsNoManifestAfterAnAction() throws Exception {
    WeakReference<String> first = new WeakReference<>(install("one"));
    WeakReference<String> second = new WeakReference<>(install("two"));

    assertThat(isCollected(first)).isTrue();
    assertThat(isCollected(second)).isTrue();
    assertThat(renderer).as("is used again").isNotNull();
  }

  @Test
  void holdsOneObjectOfALargeManifestAtATime() throws Exception {
    Chart large = ofLargeObjects();
    var counting = new CountingCluster();
    ActionContext run = context(counting);

    new InstallAction(run, InstallAction.Options.defaults())
        .run("large", "ns", ChartSource.of(large, Map.of()));
    counting.most = 0;
    new UpgradeAction(run, UpgradeAction.Options.defaults())
        .run("large", ChartSource.of(large, Map.of("text", "other")));

    assertThat(counting.most).isEqualTo(1);
  }

  private static Chart ofLargeObjects() {
    return Charts.of(
        Map.of(
            "Chart.yaml",
            "name: app",
            "templates/all.yaml",
            """
            {{- range $i := until 4 }}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ $.Release.Name }}-{{ $i }}}
            data: {text: {{ $.Values.text | default "" }}{{ repeat 100000 "x" }}}
            {{- end }}
            """));
  }

  /** Counts how many of the objects it was given are still there when it is given one more. */
  private static final class CountingCluster extends InMemoryCluster {
    private final List<WeakReference<Map<String, Object>>> given = new ArrayList<>();
    private int most;

    @Override
    public void apply(Map<String, Object> object) {
      given.removeIf(KeptMemoryTest::isCollected);
      given.add(new WeakReference<>(object));
      most = Math.max(most, given.size());
    }
  }

  /** As a run of the controller does: with a history of its own. */
  private String install(String name) throws ActionException {
    return new InstallAction(context(cluster), InstallAction.Options.defaults())
        .run(name, "ns", ChartSource.of(chart, Map.of()))
        .manifest();
  }

  private ActionContext context(ReleaseCluster where) {
    return new ActionContext(
        where,
        new ReleaseHistory(store, CLOCK),
        renderer,
        RenderOptions.offline(KubeVersion.parse("1.33.0").orElseThrow()),
        CLOCK);
  }

  private static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < MAX_COLLECTIONS && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }
}
