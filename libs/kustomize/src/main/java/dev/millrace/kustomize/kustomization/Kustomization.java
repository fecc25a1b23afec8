package dev.millrace.kustomize.kustomization;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kustomization file. Deprecated fields are folded into those that took their place: {@code
 * bases} into resources, {@code imageTags} into images, {@code env} into envs.
 *
 * @param isComponent whether its kind is Component
 * @param buildMetadata what to tell about the build in the output
 */
public record Kustomization(
    boolean isComponent,
    Inputs inputs,
    Generators generators,
    Changes changes,
    @Nullable SortOptions sortOptions,
    List<String> buildMetadata) {

  /**
   * What is read.
   *
   * @param openapi {@code path} or {@code version} of a schema
   */
  public record Inputs(
      List<String> resources,
      List<String> components,
      List<String> crds,
      List<String> configurations,
      Map<String, String> openapi) {}

  /**
   * What makes new objects.
   *
   * @param plugins files or inline objects that configure generators
   */
  public record Generators(
      List<GeneratorArgs> configMaps, List<GeneratorArgs> secrets, List<String> plugins) {}

  /**
   * What changes objects.
   *
   * @param transformers files or inline objects that configure transformers
   * @param validators files or inline objects that configure validators
   */
  public record Changes(
      Naming naming,
      Marks marks,
      Patches patches,
      List<Image> images,
      List<Replica> replicas,
      List<Replacement> replacements,
      List<Variable> variables,
      List<String> transformers,
      List<String> validators) {}

  /** Changes of identity; empty text where there is none. */
  public record Naming(String prefix, String suffix, String namespace) {}

  /** Labels and annotations. */
  public record Marks(
      Map<String, String> commonLabels,
      List<LabelRule> labels,
      Map<String, String> commonAnnotations) {}

  /** Patches of all kinds. */
  public record Patches(List<String> strategicMerge, List<Patch> json6902, List<Patch> patches) {}
}
