package dev.millrace.controller.source.generator;

import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.safety.BoundedReads;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlDocument;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges YAML files as Helm merges values: maps key by key, everything else is replaced. */
final class YamlMerge {
  private static final long MAX_BYTES = 16L << 20;

  private YamlMerge() {}

  /** A file with the content of both, the second one winning. */
  static ArchiveEntry of(ArchiveEntry base, ArchiveEntry overlay) throws BuildException {
    Map<String, @Nullable Object> merged = merge(load(base), load(overlay));
    return ArchiveEntry.file(base.path(), GoYaml.write(merged).getBytes(StandardCharsets.UTF_8));
  }

  /** All documents of a file, merged into one. */
  private static Map<String, @Nullable Object> load(ArchiveEntry file) throws BuildException {
    try (ArchiveEntry.Content content = file.content().open()) {
      byte[] text = BoundedReads.readAll(content.stream(), file.path(), MAX_BYTES);
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      for (YamlDocument document : YamlReader.sigs().readAll(text)) {
        all = merge(all, map(document.value(), file.path()));
      }
      return all;
    } catch (IOException | YamlException e) {
      throw new BuildException(
          "cannot read YAML of '%s': %s".formatted(file.path(), e.getMessage()));
    }
  }

  @SuppressWarnings("unchecked") // keys of plain trees are text
  private static Map<String, @Nullable Object> map(@Nullable Object value, String path)
      throws BuildException {
    return switch (value) {
      case null -> Map.of();
      case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
      default ->
          throw new BuildException("'%s' can't be merged: it is not a YAML map".formatted(path));
    };
  }

  @SuppressWarnings("unchecked") // keys of plain trees are text
  private static Map<String, @Nullable Object> merge(
      Map<String, @Nullable Object> base, Map<String, @Nullable Object> overlay) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(base);
    overlay.forEach(
        (key, value) ->
            merged.put(
                key,
                value instanceof Map<?, ?> over && merged.get(key) instanceof Map<?, ?> under
                    ? merge(
                        (Map<String, @Nullable Object>) under, (Map<String, @Nullable Object>) over)
                    : value));
    return merged;
  }
}
