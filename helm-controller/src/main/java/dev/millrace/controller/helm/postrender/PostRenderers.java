package dev.millrace.controller.helm.postrender;

import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.KustomizePostRenderer;
import dev.millrace.api.helm.PostRenderer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.PostRendering;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.flux.CommonMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the post renderer of a release: those of its spec, then the common metadata, then the
 * labels that lead back to the HelmRelease (FLUX.md 4.4).
 */
public final class PostRenderers {
  private final Kustomizer kustomizer;

  /** The kustomizer may be shared. */
  public PostRenderers(Kustomizer kustomizer) {
    this.kustomizer = kustomizer;
  }

  /** The post renderer of a release. */
  public PostRendering of(HelmReleaseSpec spec, OwnerLabels origin) {
    PostRendering.Strategy strategy =
        switch (spec.postRenderStrategy()) {
          case "nohooks" -> PostRendering.Strategy.NO_HOOKS;
          case "separate" -> PostRendering.Strategy.SEPARATE;
          default -> PostRendering.Strategy.COMBINED;
        };
    return new PostRendering(strategy, objects -> render(objects, spec, origin));
  }

  private List<Map<String, Object>> render(
      List<Map<String, Object>> objects, HelmReleaseSpec spec, OwnerLabels origin)
      throws ActionException {
    List<Map<String, Object>> result = objects;
    for (PostRenderer each : spec.postRenderers()) {
      KustomizePostRenderer kustomize = each.kustomize();
      if (kustomize != null) {
        result = new KustomizePatches(kustomizer, kustomize).on(result);
      }
    }
    return marked(result, spec, origin);
  }

  private static List<Map<String, Object>> marked(
      List<Map<String, Object>> objects, HelmReleaseSpec spec, OwnerLabels origin) {
    var common =
        new CommonMetadata(spec.commonMetadata().labels(), spec.commonMetadata().annotations());
    List<Map<String, Object>> marked = new ArrayList<>(objects.size());
    for (Map<String, Object> object : objects) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>(ValueTrees.copy(object));
      common.applyTo(copy);
      marked.add(
          ValueTrees.copy(
              Objects.requireNonNull(
                  ValueTrees.asTable(origin.addTo(KubeObject.of(copy)).tree()))));
    }
    return marked;
  }
}
