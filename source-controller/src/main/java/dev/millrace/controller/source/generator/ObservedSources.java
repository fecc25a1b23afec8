package dev.millrace.controller.source.generator;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.extensions.GeneratorSource;
import dev.millrace.api.meta.Artifact;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.runtime.reference.ReferenceKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The artifacts that a generator's sources offer now, by alias. */
record ObservedSources(Map<String, Artifact> byAlias) {
  private static final String ORIGIN = "org.opencontainers.image.revision";

  ObservedSources {
    byAlias = new LinkedHashMap<>(byAlias);
  }

  /** The sources that an object names. */
  static List<ReferenceKey> keys(ArtifactGenerator object) {
    return object.spec().sources().stream().map(source -> key(object, source)).toList();
  }

  /** What one of them is. */
  static ReferenceKey key(ArtifactGenerator object, GeneratorSource source) {
    String namespace = source.namespace();
    return new ReferenceKey(
        source.kind(),
        namespace == null || namespace.isEmpty() ? object.getMetadata().getNamespace() : namespace,
        source.name());
  }

  /** Changes whenever a source offers something else; recorded in the status. */
  String digest() {
    String all =
        byAlias.entrySet().stream()
            .map(
                source ->
                    "%s=[digest=%s,revision=%s,url=%s]"
                        .formatted(
                            source.getKey(),
                            source.getValue().digest(),
                            source.getValue().revision(),
                            source.getValue().url()))
            .sorted()
            .collect(Collectors.joining("|"));
    return Digest.of(DigestAlgorithm.SHA256, all.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The revision of the source that {@code @alias} names. */
  Optional<String> revision(String reference) {
    return Optional.ofNullable(byAlias.get(withoutMark(reference))).map(Artifact::revision);
  }

  /** The revision of what that source was made of, if its maker recorded one. */
  Optional<String> originRevision(String reference) {
    return Optional.ofNullable(byAlias.get(withoutMark(reference)))
        .map(artifact -> artifact.metadata().get(ORIGIN));
  }

  private static String withoutMark(String reference) {
    return reference.startsWith("@") ? reference.substring(1) : reference;
  }
}
