package dev.millrace.kustomize.build;

import dev.millrace.kustomize.kustomization.Kustomization;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kustomization in its folder.
 *
 * @param fileName the name of the kustomization file
 */
public record Target(Kustomization kustomization, String fileName, Loader loader) {
  /** The names that a kustomization file may have. */
  public static final List<String> FILE_NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  /**
   * Reads the kustomization of a folder.
   *
   * @throws KustomizeException if there is none, more than one, or it is malformed
   */
  public static Target read(Loader loader, BuildContext context) {
    List<String> found = FILE_NAMES.stream().filter(loader::isFile).toList();
    if (found.isEmpty()) {
      throw new KustomizeException(
          "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in "
              + loader.folder());
    }
    if (found.size() > 1) {
      throw new KustomizeException(
          "found multiple kustomization files in " + loader.folder() + ": " + found + "; keep one");
    }
    String name = found.getFirst();
    String text = loader.loadText(name);
    Kustomization kustomization = context.kustomizations().read(text, loader.pathOf(name));
    return new Target(kustomization, name, loader).withSchemaIn(context);
  }

  /** Lets the schema that the kustomization brings along count in a build. */
  public Target withSchemaIn(BuildContext context) {
    context.schemas().choose(kustomization.inputs().openapi().get("version"), schema());
    return this;
  }

  private @Nullable String schema() {
    String path = kustomization.inputs().openapi().get("path");
    return path == null ? null : loader.loadText(path);
  }

  /** The path of the kustomization file in the tree. */
  String file() {
    return loader.pathOf(fileName);
  }
}
