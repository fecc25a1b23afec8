package dev.millrace.e2e.install;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.process.Controller;
import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.safety.FileTree;
import dev.millrace.servers.Repository;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The suite as its manifests install it: every controller runs with the rights of its service
 * account and with the flags of its Deployment.
 */
public final class Manifests implements Installation {
  private static final Duration TOKEN_LIFE = Duration.ofHours(2);
  private static final List<String> ADDRESSES =
      List.of("--events-addr", "--storage-", "--outbox-path", "--log-", "--enable-leader-election");

  private final String manifests;

  private Manifests(String manifests) {
    this.manifests = manifests;
  }

  /** Those of {@code manifests/install.yaml}. */
  public static Manifests generated() {
    try {
      return new Manifests(
          Files.readString(Repository.root().resolve("manifests").resolve("install.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Builds an overlay of {@code manifests/install}, such as {@code multi-tenant}. */
  public static Manifests ofOverlay(String name) {
    try {
      return new Manifests(
          new Kustomizer()
              .build(
                  FileTree.onDisk(Repository.root().resolve("manifests")),
                  "install/overlays/" + name,
                  KustomizeOptions.commandLine())
              .toYaml());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects, as YAML documents. */
  public String text() {
    return manifests;
  }

  @Override
  public void applyTo(Cluster cluster) {
    cluster.applyText(manifests, Map.of());
    cluster.awaitEstablished();
  }

  @Override
  public Path kubeconfig(Controller controller, Cluster cluster, Path administrator, Path folder) {
    String token = cluster.token(NAMESPACE, controller.program(), TOKEN_LIFE);
    Path file = folder.resolve(controller.program() + ".kubeconfig");
    try {
      Files.writeString(file, withToken(Files.readString(administrator), token));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> flags(Controller controller) {
    return deployment(controller)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getArgs()
        .stream()
        .filter(flag -> ADDRESSES.stream().noneMatch(flag::startsWith))
        .toList();
  }

  private Deployment deployment(Controller controller) {
    for (String document : manifests.split("(?m)^---$")) {
      if (document.contains("kind: Deployment\n")) {
        Deployment found = Serialization.unmarshal(document, Deployment.class);
        if (found.getMetadata().getName().equals(controller.program())) {
          return found;
        }
      }
    }
    throw new IllegalStateException("the manifests have no Deployment of " + controller.program());
  }

  private static String withToken(String administrator, String token) {
    var config =
        Serialization.unmarshal(administrator, io.fabric8.kubernetes.api.model.Config.class);
    var user = config.getUsers().getFirst().getUser();
    user.setClientCertificateData(null);
    user.setClientKeyData(null);
    user.setClientCertificate(null);
    user.setClientKey(null);
    user.setToken(token);
    return Serialization.asYaml(config);
  }
}
