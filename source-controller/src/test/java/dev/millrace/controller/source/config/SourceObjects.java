package dev.millrace.controller.source.config;

import dev.millrace.servers.OciRegistry;
import java.net.URI;

/** Sources as users write them; {@code more} are further lines of the spec. */
final class SourceObjects {
  private SourceObjects() {}

  static String git(String name, URI url, String more) {
    return object("GitRepository", name, "url: \"" + url + "\"", withRef(more));
  }

  private static String withRef(String more) {
    return more.startsWith("ref:") ? more : "ref: {branch: main}\n  " + more;
  }

  static String oci(String name, OciRegistry registry, String repository, String more) {
    String url = "url: oci://%s/%s\n  insecure: true".formatted(registry.host(), repository);
    return object("OCIRepository", name, url, more);
  }

  static String helmRepository(String name, URI url, String more) {
    return object("HelmRepository", name, "url: " + url, more);
  }

  static String chart(String name, String chart, String version) {
    return object(
        "HelmChart",
        name,
        "chart: %s\n  version: \"%s\"".formatted(chart, version),
        "sourceRef: {kind: HelmRepository, name: charts}");
  }

  private static String object(String kind, String name, String... lines) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: %s
    metadata:
      name: %s
    spec:
      interval: 1h
      %s
    """
        .formatted(kind, name, String.join("\n  ", lines));
  }
}
