package dev.millrace.controller.helm.postrender;

import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.KustomizePostRenderer;
import dev.millrace.api.helm.PostRenderer;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.PostRendering;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.flux.CommonMetadata;
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
  private final PostRendering.Strategy usual;

  /**
   * @param kustomizer may be shared
   * @param helm3Defaults the feature gate {@code UseHelm3Defaults}: hooks stay as they are unless
   *     the spec says otherwise
   */
  public PostRenderers(Kustomizer kustomizer, boolean helm3Defaults) {
    this.kustomizer = kustomizer;
    this.usual = helm3Defaults ? PostRendering.Strategy.NO_HOOKS : PostRendering.Strategy.COMBINED;
  }

  /** The post renderer of a release. */
  public PostRendering of(HelmReleaseSpec spec, OwnerLabels origin) {
    return new PostRendering(strategy(spec), new OfSpec(spec, origin));
  }

  private PostRendering.Strategy strategy(HelmReleaseSpec spec) {
    return switch (spec.postRenderStrategy()) {
      case "nohooks" -> PostRendering.Strategy.NO_HOOKS;
      case "separate" -> PostRendering.Strategy.SEPARATE;
      case "combined" -> PostRendering.Strategy.COMBINED;
      case null, default -> usual;
    };
  }

  /** Without renderers of the user, objects only get metadata, each for itself. */
  private final class OfSpec implements PostRendering.PostRenderer {
    private final HelmReleaseSpec spec;
    private final List<CommonMetadata> metadata;

    OfSpec(HelmReleaseSpec spec, OwnerLabels origin) {
      this.spec = spec;
      this.metadata =
          List.of(
              new CommonMetadata(
                  spec.commonMetadata().labels(), spec.commonMetadata().annotations()),
              new CommonMetadata(origin.labels(), Map.of()));
    }

    @Override
    public boolean takesEachAlone() {
      return spec.postRenderers().isEmpty();
    }

    @Override
    public List<Map<String, Object>> render(List<Map<String, Object>> objects)
        throws ActionException {
      List<Map<String, Object>> result = objects;
      for (PostRenderer each : spec.postRenderers()) {
        KustomizePostRenderer kustomize = each.kustomize();
        if (kustomize != null) {
          result = new KustomizePatches(kustomizer, kustomize).on(result);
        }
      }
      return result.stream().map(this::marked).toList();
    }

    private Map<String, Object> marked(Map<String, Object> object) {
      Map<String, @Nullable Object> marked = new LinkedHashMap<>(object);
      metadata.forEach(each -> each.applyTo(marked));
      return Objects.requireNonNull(ValueTrees.asTable(marked));
    }
  }
}
