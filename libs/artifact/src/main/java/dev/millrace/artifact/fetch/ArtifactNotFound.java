package dev.millrace.artifact.fetch;

import java.io.IOException;

/**
 * The server answered that it has no such artifact. It may be on its way, so the caller asks again
 * later ({@code --requeue-dependency}).
 */
public final class ArtifactNotFound extends IOException {
  private static final long serialVersionUID = 1L;

  ArtifactNotFound(String url) {
    super("artifact not found: " + url);
  }
}
