package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.helm.release.Release;
import dev.millrace.helm.values.ValueTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What changes objects after they were rendered. */
class PostRenderingTest {
  private final ActionScene scene = new ActionScene();

  @Test
  void postRendersObjectsAndHooks() throws Exception {
    PostRendering.PostRenderer label =
        objects -> {
          objects.forEach(
              object -> metadata(object).put("labels", new HashMap<>(Map.of("l", "v"))));
          return objects;
        };
    for (var strategy : PostRendering.Strategy.values()) {
      Release release =
          new InstallAction(scene.context, InstallAction.Options.defaults())
              .run(
                  "rel-" + strategy.ordinal(),
                  "ns",
                  ChartSource.of(ActionScene.CHART, Map.of())
                      .withCrds(CrdPolicy.SKIP)
                      .withPostRendering(new PostRendering(strategy, label)));
      assertThat(release.manifest())
          .startsWith("---\n# Source: app/templates/cm.yaml\napiVersion: v1\n")
          .contains("labels:\n    l: v")
          .doesNotContain("postrender");
      boolean hooksToo = strategy != PostRendering.Strategy.NO_HOOKS;
      assertThat(release.hooks().getLast().manifest().contains("l: v")).isEqualTo(hooksToo);
    }
  }

  @Test
  void givesARendererThatLooksAtNoOthersOneObjectAtATime() throws Exception {
    var sizes = new ArrayList<Integer>();
    PostRendering.PostRenderer alone =
        new PostRendering.PostRenderer() {
          @Override
          public List<Map<String, Object>> render(List<Map<String, Object>> objects) {
            sizes.add(objects.size());
            return objects;
          }

          @Override
          public boolean takesEachAlone() {
            return true;
          }
        };

    Release release = installPostRendered("alone", alone);
    Release together = installPostRendered("together", objects -> objects);

    assertThat(sizes).hasSizeGreaterThan(1).containsOnly(1);
    assertThat(release.manifest().replace("alone", "together")).isEqualTo(together.manifest());
    assertThat(release.hooks()).hasSameSizeAs(together.hooks());
  }

  private Release installPostRendered(String name, PostRendering.PostRenderer renderer)
      throws Exception {
    return new InstallAction(scene.context, InstallAction.Options.defaults())
        .run(
            name,
            "ns",
            ChartSource.of(ActionScene.CHART, Map.of())
                .withCrds(CrdPolicy.SKIP)
                .withPostRendering(new PostRendering(PostRendering.Strategy.COMBINED, renderer)));
  }

  private static Map<String, Object> metadata(Map<String, Object> object) {
    return Objects.requireNonNull(ValueTrees.asTable(object.get("metadata")));
  }
}
