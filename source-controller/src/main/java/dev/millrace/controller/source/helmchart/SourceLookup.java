package dev.millrace.controller.source.helmchart;

import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.List;
import java.util.Optional;

/** Finds the objects that charts come from. */
public interface SourceLookup {
  /** A HelmRepository; empty when there is none. */
  Optional<HelmRepository> helmRepository(ReferenceKey key);

  /** A GitRepository; empty when there is none. */
  Optional<GitRepository> gitRepository(ReferenceKey key);

  /** A Bucket; empty when there is none. */
  Optional<Bucket> bucket(ReferenceKey key);

  /** All HelmRepositories of a namespace. */
  List<HelmRepository> helmRepositories(String namespace);
}
