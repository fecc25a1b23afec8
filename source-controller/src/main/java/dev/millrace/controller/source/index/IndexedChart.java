package dev.millrace.controller.source.index;

import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a chart in an index.
 *
 * @param urls where the archive is, relative to the repository or absolute; the first counts
 * @param digest hex SHA-256 of the archive; empty when the index does not have it
 * @param created when it was packaged; long ago when the index does not say
 */
public record IndexedChart(
    String name,
    String version,
    Version semanticVersion,
    List<String> urls,
    String digest,
    Instant created,
    Map<String, Object> tree) {

  /**
   * Reads an entry; empty when it lacks a name or a version that makes sense.
   *
   * @throws InvalidIndex when the whole index can't be used because of it
   */
  static Optional<IndexedChart> of(Map<String, Object> tree) throws InvalidIndex {
    Instant created = CreationTime.read(tree.get("created"));
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
              created,
              tree));
    } catch (InvalidVersion _) {
      return Optional.empty();
    }
  }

  /**
   * Where the archive is: its first URL, relative to the repository or absolute. One that is
   * relative gets the query of the repository, which some servers take for the login.
   *
   * @throws NoSuchChart when there is no URL that can be used
   */
  public URI archive(URI repository) throws NoSuchChart {
    if (urls.isEmpty()) {
      throw new NoSuchChart("chart '%s' has no downloadable URLs".formatted(name));
    }
    try {
      URI given = new URI(urls.getFirst());
      if (given.isAbsolute()) {
        return given;
      }
      String path = repository.getRawPath() == null ? "" : repository.getRawPath();
      URI folder = repository.resolve(path.endsWith("/") ? path : path + "/");
      return withQuery(folder.resolve(given), repository);
    } catch (URISyntaxException e) {
      throw new NoSuchChart(
          "chart '%s' has a URL that can't be read: %s".formatted(name, e.getReason()));
    }
  }

  /** A reference of the form {@code //host/path} leads elsewhere, where the login must not go. */
  private static URI withQuery(URI archive, URI repository) {
    String query = repository.getRawQuery();
    boolean sameServer = Objects.equals(archive.getRawAuthority(), repository.getRawAuthority());
    return query == null || !sameServer
        ? archive
        : URI.create(archive.toString().replaceFirst("[?#].*$", "") + "?" + query);
  }

  private static List<String> urls(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
