package dev.millrace.runtime.secret;

import java.util.List;
import java.util.Optional;

/** Finds the Secrets that a service account pulls images with. */
@FunctionalInterface
public interface PullSecrets {
  /** Their names in the service account's order; empty when there is no such account. */
  Optional<List<String>> of(String namespace, String serviceAccount);
}
