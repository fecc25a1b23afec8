package dev.millrace.runtime.dependency;

import dev.millrace.runtime.reference.ReferenceKey;
import java.util.List;
import java.util.Optional;

/** Looks objects up that others of their kind depend on. */
public interface DependencyReader<R> {
  /** An object as a watch shows it; empty if none does. */
  Optional<R> known(ReferenceKey key);

  /** An object as the API server has it; empty if it does not exist. */
  Optional<R> read(ReferenceKey key);

  /** What an object depends on. */
  List<ReferenceKey> dependenciesOf(R object);
}
