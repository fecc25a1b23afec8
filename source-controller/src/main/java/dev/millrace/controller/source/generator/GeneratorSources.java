package dev.millrace.controller.source.generator;

import dev.millrace.api.meta.SourceObject;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.Optional;

/** Finds the sources that generators name. */
public interface GeneratorSources {
  /**
   * The source as it is now.
   *
   * @param key its kind is one of those that a generator may name
   */
  Optional<SourceObject> find(ReferenceKey key);
}
