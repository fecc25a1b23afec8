package dev.millrace.cloud;

import java.io.IOException;

/** An identity of a cloud that gives out bearer tokens. */
@FunctionalInterface
public interface TokenSource {
  /**
   * A token that is valid now.
   *
   * @param scope what it is for, in the cloud's own terms
   */
  AccessToken token(String scope) throws IOException;
}
