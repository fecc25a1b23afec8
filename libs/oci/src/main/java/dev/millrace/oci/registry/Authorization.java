package dev.millrace.oci.registry;

import dev.millrace.oci.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Values of the {@code Authorization} header. */
final class Authorization {
  private Authorization() {}

  static String basic(RegistryCredentials.Basic credentials) {
    var text = credentials.username() + ":" + credentials.password().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String bearer(String token) {
    return "Bearer " + token;
  }
}
