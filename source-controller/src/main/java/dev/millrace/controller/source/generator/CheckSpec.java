package dev.millrace.controller.source.generator;

import static dev.millrace.controller.source.generator.GeneratorReason.VALIDATION_FAILED;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.extensions.GeneratedArtifact;
import dev.millrace.api.extensions.GeneratorSource;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.NamespaceRule;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses what the schema can't: repeated names, unknown aliases, other people's namespaces. */
public final class CheckSpec {
  private final NamespaceRule namespaces;

  /** Checks with a rule about references to other namespaces. */
  public CheckSpec(NamespaceRule namespaces) {
    this.namespaces = namespaces;
  }

  void of(ArtifactGenerator object) {
    Set<String> aliases = new HashSet<>();
    for (GeneratorSource source : object.spec().sources()) {
      if (!aliases.add(source.alias())) {
        throw invalid("duplicate source alias '%s' found".formatted(source.alias()));
      }
      namespaces.check(object.getMetadata().getNamespace(), ObservedSources.key(object, source));
    }
    Set<String> names = new HashSet<>();
    for (GeneratedArtifact artifact : object.spec().artifacts()) {
      if (!names.add(artifact.name())) {
        throw invalid("duplicate artifact name '%s' found".formatted(artifact.name()));
      }
      checkAlias(artifact, "revision", artifact.revision(), aliases);
      checkAlias(artifact, "originRevision", artifact.originRevision(), aliases);
    }
  }

  private static void checkAlias(
      GeneratedArtifact artifact, String field, @Nullable String reference, Set<String> aliases) {
    if (reference != null && !reference.isEmpty() && !aliases.contains(reference.substring(1))) {
      throw invalid(
          "artifact %s %s source alias '%s' not found"
              .formatted(artifact.name(), field, reference.substring(1)));
    }
  }

  private static ReconcileFailure invalid(String problem) {
    return new ReconcileFailure(VALIDATION_FAILED, problem);
  }
}
