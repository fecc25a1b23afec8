package dev.millrace.controller.kustomize.build;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.TreePaths;
import dev.millrace.yaml.YamlDocument;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what belongs to a folder that has no kustomization file (FLUX.md 3.2). */
final class ManifestSearch {
  private static final List<String> KUSTOMIZATION_FILES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_DEPTH = 100;
  private static final long MAX_FILE_BYTES = 32L << 20;

  private final FileTree tree;
  private final String root;
  private final List<String> resources = new ArrayList<>();

  private ManifestSearch(FileTree tree, String root) {
    this.tree = tree;
    this.root = root;
  }

  /** The kustomization file of a folder; empty when it has none. */
  static Optional<String> kustomizationFile(FileTree tree, String folder) throws IOException {
    for (String name : KUSTOMIZATION_FILES) {
      String file = TreePaths.resolve(folder, name);
      if (tree.isFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /**
   * The manifests in and below a folder, relative to it; folders that have a kustomization file
   * stand for what is in them.
   *
   * @throws KustomizeException if a YAML file holds something else than objects
   */
  static List<String> resources(FileTree tree, String folder) throws IOException {
    ManifestSearch search = new ManifestSearch(tree, folder);
    search.visit(folder, 0);
    return List.copyOf(search.resources);
  }

  private void visit(String folder, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new KustomizeException(
          "the folder '%s' is more than %d levels deep".formatted(folder, MAX_DEPTH));
    }
    for (String name : tree.list(folder, MAX_ENTRIES)) {
      String path = TreePaths.resolve(folder, name);
      switch (tree.kind(path)) {
        case DIRECTORY -> enter(path, depth);
        case FILE -> take(path);
        case ABSENT -> {}
      }
    }
  }

  private void enter(String folder, int depth) throws IOException {
    if (kustomizationFile(tree, folder).isPresent()) {
      resources.add(relative(folder));
    } else {
      visit(folder, depth + 1);
    }
  }

  private void take(String file) throws IOException {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      requireObjects(file);
      resources.add(relative(file));
    }
  }

  private void requireObjects(String file) throws IOException {
    try {
      for (YamlDocument document :
          YamlReader.kustomize().readAll(tree.read(file, MAX_FILE_BYTES))) {
        requireObject(file, document.value());
      }
    } catch (YamlException e) {
      throw new KustomizeException(
          "failed to decode Kubernetes YAML from %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void requireObject(String file, @Nullable Object tree) {
    if (tree == null) {
      return;
    }
    boolean named =
        tree instanceof Map<?, ?> map
            && map.get("kind") instanceof String kind
            && (kind.endsWith("List") || hasName(map));
    if (!named) {
      throw new KustomizeException(
          "failed to decode Kubernetes YAML from %s: it holds something without kind and"
                  .formatted(file)
              + " metadata.name; move it elsewhere or list the manifests in a kustomization.yaml");
    }
  }

  private static boolean hasName(Map<?, ?> object) {
    return object.get("metadata") instanceof Map<?, ?> metadata
        && (metadata.get("name") instanceof String || metadata.get("generateName") != null);
  }

  private String relative(String path) {
    return root.isEmpty() ? path : path.substring(root.length() + 1);
  }
}
