package dev.millrace.oci.registry;

import dev.millrace.oci.RegistryCredentials;
import dev.millrace.safety.net.BasicLogin;

/** Values of the {@code Authorization} header. */
final class Authorization {
  private Authorization() {}

  static String basic(RegistryCredentials.Basic credentials) {
    return new BasicLogin(credentials.username(), credentials.password()).header().reveal();
  }

  static String bearer(String token) {
    return "Bearer " + token;
  }
}
