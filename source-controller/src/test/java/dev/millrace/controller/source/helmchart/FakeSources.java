package dev.millrace.controller.source.helmchart;

import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** At most one source of each kind. */
final class FakeSources implements SourceLookup {
  @Nullable HelmRepository repository;
  @Nullable GitRepository git;

  @Override
  public Optional<HelmRepository> helmRepository(ReferenceKey key) {
    return Optional.ofNullable(repository);
  }

  @Override
  public Optional<GitRepository> gitRepository(ReferenceKey key) {
    return Optional.ofNullable(git);
  }

  @Override
  public Optional<Bucket> bucket(ReferenceKey key) {
    return Optional.empty();
  }

  @Override
  public List<HelmRepository> helmRepositories(String namespace) {
    return repository == null ? List.of() : List.of(repository);
  }
}
