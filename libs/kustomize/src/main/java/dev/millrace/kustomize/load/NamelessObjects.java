package dev.millrace.kustomize.load;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives names to objects that are written without one, which kustomize refuses. */
@FunctionalInterface
public interface NamelessObjects {
  /** Refuses them all, as kustomize does. */
  NamelessObjects REFUSED = _ -> Optional.empty();

  /**
   * The name under which an object goes through the build; empty to refuse it. Objects of the same
   * kind and namespace need different ones.
   *
   * @param object as it is written, of any kind
   */
  Optional<String> nameOf(Map<String, @Nullable Object> object);
}
