package dev.millrace.controller.source.registry;

import dev.millrace.oci.keyless.TrustedRoot;
import java.io.IOException;

/**
 * What the public instance of Sigstore stands on; for objects that name no instance of their own.
 */
@FunctionalInterface
public interface PublicRoot {
  /**
   * The trusted root.
   *
   * @throws IOException when it is not known now
   */
  TrustedRoot trustedRoot() throws IOException;
}
