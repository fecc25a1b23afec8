package dev.millrace.artifact.archive;

import java.io.IOException;

/** An archive that can't be read, or that holds what no artifact may hold. */
public final class MalformedArchive extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the error; {@code reason} completes the sentence "the archive can't be used: …". */
  public MalformedArchive(String reason) {
    super("the archive can't be used: " + reason);
  }
}
