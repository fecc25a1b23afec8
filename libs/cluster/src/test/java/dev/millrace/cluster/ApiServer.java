package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.runtime.schedule.SteadyClock;
import dev.millrace.servers.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;

/** A real API server and a connection to it as its administrator. */
final class ApiServer implements AutoCloseable {

  private final ControlPlane controlPlane;
  private final KubernetesClient client;
  private final ClusterConnection cluster;

  private ApiServer(ControlPlane controlPlane, KubernetesClient client) {
    this.controlPlane = controlPlane;
    this.client = client;
    this.cluster =
        ClusterConnection.over(
            client,
            "millrace-test",
            ConnectionLimits.DEFAULT,
            SteadyClock.from(Clock.systemUTC()),
            new Random());
  }

  static ApiServer start() {
    ControlPlane controlPlane = ControlPlane.start();
    try {
      KubeConfig config = KubeConfig.parse(Files.readString(controlPlane.kubeconfig()), true);
      return new ApiServer(
          controlPlane, new KubernetesClientBuilder().withConfig(config.config()).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ClusterConnection cluster() {
    return cluster;
  }

  String newNamespace() {
    String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
    cluster.apply(
        KubeObject.named("v1", new ObjectRef("", "Namespace", "", name)), ApplyMode.forced("test"));
    return name;
  }

  /** A change by somebody who does not apply. */
  void patch(String path, String contentType, String patch) {
    HttpClient http = client.getHttpClient();
    String server = client.getConfiguration().getMasterUrl().replaceAll("/$", "");
    HttpRequest request =
        http.newHttpRequestBuilder().uri(server + path).method("PATCH", contentType, patch).build();
    HttpResponse<String> response = http.sendAsync(request, String.class).join();
    if (!response.isSuccessful()) {
      throw new IllegalStateException(response.body());
    }
  }

  @Override
  public void close() {
    client.close();
    controlPlane.close();
  }
}
