package dev.millrace.controller.source.gitrepository;

import static dev.millrace.controller.source.status.SourceReason.INCLUDE_NOT_FOUND;
import static dev.millrace.controller.source.status.SourceReason.INCLUDE_NO_ARTIFACT;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.GitInclude;
import dev.millrace.api.source.GitRepository;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.List;
import java.util.Optional;

/** Looks up the repositories that another one includes; they are in the same namespace. */
public final class FindIncludes {
  private final RepositoryLookup repositories;

  /** Finds GitRepository objects of a cluster. */
  @FunctionalInterface
  public interface RepositoryLookup {
    /** The object; empty when there is none. */
    Optional<GitRepository> find(String namespace, String name);
  }

  /** Includes found by a look-up. */
  public FindIncludes(RepositoryLookup repositories) {
    this.repositories = repositories;
  }

  /** The artifacts to include, in the order of {@code spec.include}; all have to be there. */
  List<Artifact> of(GitRepository repository) {
    return repository.spec().include().stream()
        .map(include -> artifact(repository.getMetadata().getNamespace(), include))
        .toList();
  }

  private Artifact artifact(String namespace, GitInclude include) {
    String name = include.repository().name();
    GitRepository included =
        repositories
            .find(namespace, name)
            .orElseThrow(
                () ->
                    new ReconcileFailure(
                        INCLUDE_NOT_FOUND,
                        "could not get resource for include '%s': it does not exist"
                            .formatted(name)));
    return included
        .artifact()
        .orElseThrow(
            () ->
                new ReconcileFailure(
                    INCLUDE_NO_ARTIFACT, "no artifact available for include '%s'".formatted(name)));
  }
}
