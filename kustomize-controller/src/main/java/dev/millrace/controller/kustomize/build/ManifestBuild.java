package dev.millrace.controller.kustomize.build;

import dev.millrace.api.kustomize.KustomizationSpec;
import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.kustomize.RenderedResource;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.TreePaths;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the folder that a spec names, with what the spec adds to it (FLUX.md 3.2). */
public final class ManifestBuild {
  private static final long MAX_FILE_BYTES = 32L << 20;

  private final Kustomizer kustomizer;
  private final KustomizeOptions options;

  /** Builds as Flux does; the kustomizer may be shared. */
  public ManifestBuild(Kustomizer kustomizer) {
    this.kustomizer = kustomizer;
    this.options = KustomizeOptions.flux();
  }

  /**
   * The folder that a spec names, as a path of the tree.
   *
   * @throws IOException if there is no such folder in the tree; the message says so
   */
  public static String folder(FileTree tree, KustomizationSpec spec) throws IOException {
    String given = spec.path() == null ? "" : spec.path();
    String folder = TreePaths.resolve("", given.replaceFirst("^/+", ""));
    if (!tree.isDirectory(folder)) {
      throw new IOException(
          "kustomization path not found: the artifact has no folder '%s'".formatted(given));
    }
    return folder;
  }

  /**
   * Builds.
   *
   * @param folder as {@link #folder} returned it
   * @throws KustomizeException with every problem that was found
   */
  public List<RenderedResource> build(FileTree tree, String folder, KustomizationSpec spec) {
    try {
      List<String> components = components(tree, folder, spec);
      Optional<String> existing = ManifestSearch.kustomizationFile(tree, folder);
      KustomizationFile file =
          existing.isPresent()
              ? read(tree, existing.get())
              : KustomizationFile.listing(ManifestSearch.resources(tree, folder));
      if (existing.isEmpty() && isEmpty(file) && components.isEmpty()) {
        return List.of();
      }
      String path = existing.orElse(TreePaths.resolve(folder, "kustomization.yaml"));
      byte[] content =
          GoYaml.write(file.with(spec, components).content()).getBytes(StandardCharsets.UTF_8);
      return kustomizer.build(new OverlaidTree(tree, path, content), folder, options).resources();
    } catch (IOException e) {
      throw new KustomizeException(e.getMessage(), e);
    }
  }

  private static boolean isEmpty(KustomizationFile file) {
    return file.content().get("resources") instanceof List<?> resources && resources.isEmpty();
  }

  private static KustomizationFile read(FileTree tree, String file) throws IOException {
    try {
      Object content = YamlReader.sigs().read(tree.read(file, MAX_FILE_BYTES));
      if (content instanceof Map<?, ?> map) {
        return KustomizationFile.of(map);
      }
      throw new KustomizeException("%s: it must hold a map of fields".formatted(file));
    } catch (YamlException e) {
      throw new KustomizeException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Components are folders of the artifact; those that are missing may be left out. */
  private static List<String> components(FileTree tree, String folder, KustomizationSpec spec)
      throws IOException {
    List<String> used = new ArrayList<>();
    for (String component : spec.components()) {
      boolean remote = component.contains("://") || component.startsWith("/");
      if (remote) {
        throw new KustomizeException(
            "component '%s' must be a relative path in the artifact".formatted(component));
      }
      boolean present = tree.isDirectory(TreePaths.resolve(folder, component));
      if (present || !spec.ignoreMissingComponents()) {
        used.add(component);
      }
    }
    return used;
  }
}
