package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.cloud.OwnIdentity;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The identity that Azure's webhook puts into the environment of the controller. */
final class EnvironmentIdentity implements OwnIdentity {
  private final Map<String, String> environment;

  EnvironmentIdentity(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Azure azure() {
    try {
      return new Azure(
          required("AZURE_TENANT_ID"),
          required("AZURE_CLIENT_ID"),
          Sensitive.of(Files.readString(Path.of(required("AZURE_FEDERATED_TOKEN_FILE")))));
    } catch (IOException _) {
      throw NotificationFailure.temporary("the controller's federated token can't be read");
    }
  }

  private String required(String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new NotificationFailure(
          "the provider has no token, and the controller has no workload identity in Azure ("
              + name
              + " is not set)");
    }
    return value;
  }
}
