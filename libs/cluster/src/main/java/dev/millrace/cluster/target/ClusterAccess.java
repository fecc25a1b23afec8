package dev.millrace.cluster.target;

import dev.millrace.safety.Sensitive;
import dev.millrace.yaml.GoJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way into a cluster.
 *
 * @param endpoint where it is
 * @param token shown to it
 * @param until when the token has to be replaced
 */
record ClusterAccess(Endpoint endpoint, Sensitive<String> token, Instant until) {
  private static final String NAME = "remote";

  /**
   * An API server.
   *
   * @param address such as {@code https://10.0.0.1:6443}
   * @param authority who vouches for it, in PEM; empty for the authorities that everybody knows
   */
  record Endpoint(String address, Optional<String> authority) {
    /** An endpoint whose authority is told in base64. */
    static Endpoint ofBase64(String address, String authority) {
      byte[] pem = Base64.getDecoder().decode(authority);
      return new Endpoint(address, Optional.of(new String(pem, StandardCharsets.UTF_8)));
    }
  }

  /** The kubeconfig that says the same. */
  Sensitive<String> kubeConfig() {
    return token.map(this::text);
  }

  private String text(String value) {
    Map<String, @Nullable Object> cluster = new LinkedHashMap<>();
    cluster.put("server", endpoint.address());
    endpoint
        .authority()
        .map(pem -> Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)))
        .ifPresent(pem -> cluster.put("certificate-authority-data", pem));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "Config");
    tree.put("current-context", NAME);
    tree.put("clusters", List.of(Map.of("name", NAME, "cluster", cluster)));
    tree.put("users", List.of(Map.of("name", NAME, "user", Map.of("token", value))));
    tree.put(
        "contexts",
        List.of(Map.of("name", NAME, "context", Map.of("cluster", NAME, "user", NAME))));
    return GoJson.writeIndented(tree, "  ");
  }
}
