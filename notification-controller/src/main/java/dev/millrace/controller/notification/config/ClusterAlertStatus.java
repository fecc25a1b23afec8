package dev.millrace.controller.notification.config;

import dev.millrace.api.notification.Alert;
import dev.millrace.api.notification.AlertStatus;
import dev.millrace.runtime.logging.LogLine;
import dev.millrace.runtime.logging.LogSubject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the status of Alerts to the cluster. */
final class ClusterAlertStatus implements UndeliveredConditions.StatusWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterAlertStatus.class);
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;

  ClusterAlertStatus(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public void write(Alert alert, AlertStatus status) {
    String patch = client.getKubernetesSerialization().asJson(Map.of("status", status));
    try {
      client
          .resources(Alert.class)
          .inNamespace(alert.getMetadata().getNamespace())
          .withName(alert.getMetadata().getName())
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } catch (KubernetesClientException e) {
      // The CRD of Flux gives Alerts no status, and the Alert may be gone.
      if (e.getCode() != NOT_FOUND) {
        LogLine.about(LogSubject.of(alert))
            .and("code", e.getCode())
            .log(LOG::warn, "the status of an Alert could not be written");
      }
    }
  }
}
