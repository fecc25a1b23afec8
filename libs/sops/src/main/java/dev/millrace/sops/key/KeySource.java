package dev.millrace.sops.key;

import dev.millrace.safety.Sensitive;
import dev.millrace.sops.metadata.MasterKey;

/** A place that holds keys or can be asked to use them. Implementations may be used by threads. */
public interface KeySource {
  /** Whether keys of this kind, and at this place, are its business. */
  boolean handles(MasterKey key);

  /**
   * Unwraps the data key, or a part of it.
   *
   * @throws KeyUnavailable if this source can't do it; another one may
   */
  Sensitive<byte[]> unwrap(MasterKey key) throws KeyUnavailable;
}
