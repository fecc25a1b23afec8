package dev.millrace.controller.source.generator;

import dev.millrace.api.source.ExternalArtifact;
import java.util.List;

/** The ExternalArtifacts of the cluster, as far as generators are concerned. */
public interface ExternalArtifacts {
  /** Those that carry a generator's label. */
  List<ExternalArtifact> ofGenerator(String namespace, String generatorUid);

  /** Creates or changes an object and then its status, which is part of what is given. */
  void apply(ExternalArtifact wanted);

  /** Removes an object; nothing happens when it is gone already. */
  void delete(String namespace, String name);
}
