package dev.millrace.artifact.fetch;

import dev.millrace.artifact.digest.Digest;
import java.io.IOException;

/** What was downloaded is not what the source announced; it was thrown away. */
public final class DigestMismatch extends IOException {
  private static final long serialVersionUID = 1L;

  DigestMismatch(String url, Digest expected, Digest actual) {
    super(
        "the artifact at %s has digest %s instead of the announced %s"
            .formatted(url, actual, expected));
  }
}
