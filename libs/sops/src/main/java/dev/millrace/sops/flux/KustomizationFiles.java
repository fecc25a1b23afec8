package dev.millrace.sops.flux;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.TreePaths;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The paths in a kustomization file that matter to decryption, as they are written there.
 *
 * @param envFiles env files of secret generators
 * @param files files of secret generators and of patches, by path, with the name that tells their
 *     format: the key of the Secret if one is given
 * @param folders resources, components and bases; files and URLs among them
 */
record KustomizationFiles(List<String> envFiles, List<NamedFile> files, List<String> folders) {
  private static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
  private static final int MAX_BYTES = 1024 * 1024;

  /** A file and the name that its format follows from. */
  record NamedFile(String path, String name) {
    /** A file of a generator: {@code path} or {@code key=path}. */
    static NamedFile of(String source) {
      int equals = source.indexOf('=');
      return equals < 0
          ? new NamedFile(source, source)
          : new NamedFile(source.substring(equals + 1), source.substring(0, equals));
    }
  }

  /** Reads the kustomization of a folder; nothing when there is none, or none that can be read. */
  static Optional<KustomizationFiles> read(FileTree tree, String folder) throws IOException {
    for (String name : NAMES) {
      String path = TreePaths.resolve(folder, name);
      if (tree.isFile(path)) {
        return parse(tree.read(path, MAX_BYTES));
      }
    }
    return Optional.empty();
  }

  private static Optional<KustomizationFiles> parse(byte[] content) {
    try {
      return YamlReader.sigs().read(content) instanceof Map<?, ?> kustomization
          ? Optional.of(of(kustomization))
          : Optional.empty();
    } catch (YamlException e) {
      return Optional.empty(); // the build reports it
    }
  }

  private static KustomizationFiles of(Map<?, ?> kustomization) {
    List<String> envFiles = new ArrayList<>();
    List<NamedFile> files = new ArrayList<>();
    for (Map<?, ?> generator : maps(kustomization.get("secretGenerator"))) {
      envFiles.addAll(texts(generator.get("envs")));
      if (generator.get("env") instanceof String single) {
        envFiles.add(single);
      }
      texts(generator.get("files")).forEach(file -> files.add(NamedFile.of(file)));
    }
    for (Map<?, ?> patch : maps(kustomization.get("patches"))) {
      if (patch.get("path") instanceof String path && !path.isEmpty() && !isRemote(path)) {
        files.add(new NamedFile(path, path));
      }
    }
    List<String> folders = new ArrayList<>();
    for (String field : List.of("resources", "components", "bases")) {
      folders.addAll(texts(kustomization.get(field)));
    }
    return new KustomizationFiles(envFiles, files, folders);
  }

  /** Whether a resource is a URL or the like, of which the tree knows nothing. */
  static boolean isRemote(String resource) {
    return resource.contains("://") || resource.startsWith("git@") || resource.contains("?");
  }

  private static List<Map<?, ?>> maps(@Nullable Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> items
        ? items.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
