package dev.millrace.controller.source.bucket;

import dev.millrace.api.meta.Artifact;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The objects of a bucket and what their content is known by. The revision of a bucket is the
 * digest of the lines {@code <key> <etag>} in order (FLUX.md 1.6).
 */
final class ObjectIndex {
  private final SortedMap<String, String> etags;

  /** An index of etags by key. */
  ObjectIndex(SortedMap<String, String> etags) {
    this.etags = new TreeMap<>(etags);
  }

  /** The keys in order. */
  Collection<String> keys() {
    return etags.keySet();
  }

  /** The same without some objects, which went away since they were listed. */
  ObjectIndex without(Collection<String> gone) {
    TreeMap<String, String> rest = new TreeMap<>(etags);
    rest.keySet().removeAll(gone);
    return new ObjectIndex(rest);
  }

  String revision() {
    return Digest.of(DigestAlgorithm.SHA256, lines().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private String lines() {
    return etags.entrySet().stream()
        .map(object -> object.getKey() + " " + object.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** Whether an artifact was made of exactly these objects. */
  boolean isOf(Artifact artifact) {
    return artifact.revision().equals(revision());
  }
}
