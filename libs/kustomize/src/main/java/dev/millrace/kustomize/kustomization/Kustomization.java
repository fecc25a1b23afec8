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
  public record Naming(String prefix, String suffix, String namespace) {
    /** The same with another namespace. */
    public Naming withNamespace(String other) {
      return new Naming(prefix, suffix, other);
    }
  }

  /** Labels and annotations. */
  public record Marks(
      Map<String, String> commonLabels,
      List<LabelRule> labels,
      Map<String, String> commonAnnotations) {}

  /** Patches of all kinds. */
  public record Patches(List<String> strategicMerge, List<Patch> json6902, List<Patch> patches) {}

  /** A kustomization that does nothing. */
  public static Kustomization empty() {
    return new Kustomization(
        false,
        new Inputs(List.of(), List.of(), List.of(), List.of(), Map.of()),
        new Generators(List.of(), List.of(), List.of()),
        new Changes(
            new Naming("", "", ""),
            new Marks(Map.of(), List.of(), Map.of()),
            new Patches(List.of(), List.of(), List.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        null,
        List.of());
  }

  /** The same with other resources. */
  public Kustomization withResources(List<String> resources) {
    return withInputs(
        new Inputs(
            resources, inputs.components, inputs.crds, inputs.configurations, inputs.openapi));
  }

  /** The same with other components. */
  public Kustomization withComponents(List<String> components) {
    return withInputs(
        new Inputs(
            inputs.resources, components, inputs.crds, inputs.configurations, inputs.openapi));
  }

  /** The same with other changes of identity. */
  public Kustomization withNaming(Naming naming) {
    return withChanges(naming, changes.patches, changes.images);
  }

  /** The same with other patches in the field {@code patches}. */
  public Kustomization withPatches(List<Patch> patches) {
    Patches all = new Patches(changes.patches.strategicMerge, changes.patches.json6902, patches);
    return withChanges(changes.naming, all, changes.images);
  }

  /** The same with other images. */
  public Kustomization withImages(List<Image> images) {
    return withChanges(changes.naming, changes.patches, images);
  }

  /** The same with other build metadata. */
  public Kustomization withBuildMetadata(List<String> metadata) {
    return new Kustomization(isComponent, inputs, generators, changes, sortOptions, metadata);
  }

  private Kustomization withInputs(Inputs other) {
    return new Kustomization(isComponent, other, generators, changes, sortOptions, buildMetadata);
  }

  private Kustomization withChanges(Naming naming, Patches patches, List<Image> images) {
    Changes other =
        new Changes(
            naming,
            changes.marks,
            patches,
            images,
            changes.replicas,
            changes.replacements,
            changes.variables,
            changes.transformers,
            changes.validators);
    return new Kustomization(isComponent, inputs, generators, other, sortOptions, buildMetadata);
  }
}
