package dev.millrace.controller.source.index;

import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a chart in an index.
 *
 * @param urls where the archive is, relative to the repository or absolute; the first counts
 * @param digest hex SHA-256 of the archive; empty when the index does not have it
 * @param created when it was packaged, as text; empty when unknown
 */
public record IndexedChart(
    String name,
    String version,
    Version semanticVersion,
    List<String> urls,
    String digest,
    String created,
    Map<String, Object> tree) {

  /** Reads an entry; empty when it lacks a name or a version that makes sense. */
  static Optional<IndexedChart> of(Map<String, Object> tree) {
    Optional<String> name = RepositoryIndex.text(tree, "name");
    Optional<String> version = RepositoryIndex.text(tree, "version");
    if (name.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new IndexedChart(
              name.get(),
              version.get(),
              Version.parse(version.get()),
              urls(tree.get("urls")),
              RepositoryIndex.text(tree, "digest").orElse(""),
              String.valueOf(tree.getOrDefault("created", "")),
              tree));
    } catch (InvalidVersion _) {
      return Optional.empty();
    }
  }

  private static List<String> urls(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
