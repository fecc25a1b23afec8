package dev.millrace.oci;

import dev.millrace.artifact.digest.Digest;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of something in a registry: {@code registry/repository}, with a tag, a digest, both or
 * neither.
 *
 * @param registry host and perhaps port
 * @param repository path without leading slash
 */
public record ImageReference(
    String registry, String repository, @Nullable String tag, @Nullable Digest digest) {
  private static final String SCHEME = "oci://";
  private static final String DOCKER_HUB = "index.docker.io";
  private static final int MAX_LENGTH = 512;

  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  /** Refuses what no registry accepts. */
  public ImageReference {
    Objects.requireNonNull(registry, "registry");
    if (!REGISTRY.matcher(registry).matches()) {
      throw invalid("registry '%s'".formatted(registry));
    }
    if (repository.length() > MAX_LENGTH || !REPOSITORY.matcher(repository).matches()) {
      throw invalid("repository '%s'".formatted(repository));
    }
    if (tag != null && !TAG.matcher(tag).matches()) {
      throw invalid("tag '%s'".formatted(tag));
    }
  }

  /**
   * Reads a reference as container tools write it; a name without registry is on Docker Hub. The
   * scheme {@code oci://} may stand in front, as in {@code spec.url}.
   *
   * @throws IllegalArgumentException when it can't be a reference; the message says which part
   */
  public static ImageReference parse(String text) {
    var rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
    if (rest.length() > MAX_LENGTH * 2 || rest.contains("://")) {
      throw invalid("'%s'".formatted(rest));
    }
    Digest digest = null;
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = Digest.parse(rest.substring(at + 1));
      rest = rest.substring(0, at);
    }
    String tag = null;
    int colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf('/')) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
    }
    return of(rest, tag, digest);
  }

  private static ImageReference of(String name, @Nullable String tag, @Nullable Digest digest) {
    int slash = name.indexOf('/');
    var first = slash < 0 ? "" : name.substring(0, slash);
    if (!isRegistry(first)) {
      var repository = name.contains("/") ? name : "library/" + name;
      return new ImageReference(DOCKER_HUB, repository, tag, digest);
    }
    var registry = first.equals("docker.io") ? DOCKER_HUB : first;
    var path = name.substring(slash + 1);
    var repository = registry.equals(DOCKER_HUB) && !path.contains("/") ? "library/" + path : path;
    return new ImageReference(registry, repository, tag, digest);
  }

  private static boolean isRegistry(String first) {
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }

  private static IllegalArgumentException invalid(String part) {
    return new IllegalArgumentException("invalid OCI reference: " + part);
  }

  /** The same repository with another tag and no digest. */
  public ImageReference withTag(String other) {
    return new ImageReference(registry, repository, other, null);
  }

  /** The same repository with a digest and no tag. */
  public ImageReference withDigest(Digest other) {
    return new ImageReference(registry, repository, null, other);
  }

  /** {@code registry/repository}. */
  public String name() {
    return registry + "/" + repository;
  }

  /** What stands in manifest URLs: the digest, or the tag, or {@code latest}. */
  public String identifier() {
    if (digest != null) {
      return digest.toString();
    }
    return tag == null ? "latest" : tag;
  }

  @Override
  public String toString() {
    return name() + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }
}
