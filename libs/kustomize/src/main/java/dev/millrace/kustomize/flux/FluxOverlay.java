package dev.millrace.kustomize.flux;

import dev.millrace.kustomize.kustomization.Image;
import dev.millrace.kustomize.kustomization.Patch;
import dev.millrace.kustomize.kustomization.StructReader;
import java.util.List;
import java.util.Map;

/**
 * What the spec of a Flux Kustomization changes in a kustomization file (FLUX.md 3.1). Fields that
 * are empty change nothing.
 *
 * @param patches added to those of the file
 * @param components added to those of the file; local relative paths
 * @param ignoreMissingComponents whether components that do not exist are skipped
 * @param images merged with those of the file by name
 * @param buildMetadata takes the place of that of the file
 */
public record FluxOverlay(
    String targetNamespace,
    String namePrefix,
    String nameSuffix,
    List<Patch> patches,
    List<String> components,
    boolean ignoreMissingComponents,
    List<Image> images,
    List<String> buildMetadata) {

  /** Changes nothing. */
  public static FluxOverlay none() {
    return of(Map.of());
  }

  /**
   * Reads the fields of a spec; others are ignored.
   *
   * @throws dev.millrace.kustomize.problem.KustomizeException if a field has a wrong type
   */
  public static FluxOverlay of(Map<?, ?> spec) {
    return StructReader.readLenient(spec, FluxOverlay::read);
  }

  private static FluxOverlay read(StructReader in) {
    return new FluxOverlay(
        in.text("targetNamespace"),
        in.text("namePrefix"),
        in.text("nameSuffix"),
        in.list("patches", Patch::read),
        in.texts("components"),
        in.flag("ignoreMissingComponents"),
        in.list("images", Image::read),
        in.texts("buildMetadata"));
  }
}
