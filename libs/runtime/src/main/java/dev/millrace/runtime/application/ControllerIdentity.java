package dev.millrace.runtime.application;

import java.util.Map;

/**
 * Who this process is.
 *
 * @param name of the controller, such as {@code source-controller}: field manager, event source and
 *     lease are called after it
 * @param namespace it runs in
 * @param instance the host name, which tells replicas apart
 */
public record ControllerIdentity(String name, String namespace, String instance) {
  /** What the audit log of the cluster shows of this process: its name and who of the replicas. */
  public String userAgent() {
    return name + "/" + instance;
  }

  /** The same in the words of OpenTelemetry. */
  Map<String, String> asResource() {
    return Map.of(
        "service.name", name, "service.namespace", namespace, "service.instance.id", instance);
  }
}
