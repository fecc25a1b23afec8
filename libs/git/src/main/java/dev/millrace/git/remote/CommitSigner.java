package dev.millrace.git.remote;

import java.io.IOException;

/** Signs commits. */
@FunctionalInterface
public interface CommitSigner {
  /**
   * Signs a commit.
   *
   * @param commit the commit's bytes without signature
   * @return the armored signature
   */
  String sign(byte[] commit) throws IOException;
}
