package dev.millrace.artifact.storage;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.storage.LocalCopies.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The digests of versions whose content this process has read or written: as long as the entity tag
 * is the same, they need not be read again. Thread-safe.
 */
final class KnownDigests {
  private static final int MAX_VERSIONS = 50_000;

  private final Map<Version, Digest> digests =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, Digest> eldest) {
          return size() > MAX_VERSIONS;
        }
      };

  synchronized void learn(Version version, Digest digest) {
    digests.put(version, digest);
  }

  synchronized Optional<Digest> of(Version version, DigestAlgorithm algorithm) {
    return Optional.ofNullable(digests.get(version))
        .filter(digest -> digest.algorithm() == algorithm);
  }
}
