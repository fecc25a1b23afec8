package dev.millrace.harness.live;

import dev.millrace.servers.ControlPlane;
import dev.millrace.servers.Repository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A real API server with our definitions, as its administrator sees it. */
public final class LiveCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("kubectl")
          .withForce(true)
          .build();

  private final ControlPlane controlPlane;
  private final KubernetesClient client;

  private LiveCluster(ControlPlane controlPlane, KubernetesClient client) {
    this.controlPlane = controlPlane;
    this.client = client;
  }

  /**
   * Starts an API server and installs the definitions of {@code manifests/crds}.
   *
   * @param flags of the control plane
   */
  public static LiveCluster start(String... flags) {
    ControlPlane controlPlane = ControlPlane.start(flags);
    Config config = Config.fromKubeconfig(controlPlane.kubeconfig().toFile());
    LiveCluster cluster =
        new LiveCluster(controlPlane, new KubernetesClientBuilder().withConfig(config).build());
    cluster.installDefinitions();
    return cluster;
  }

  /** The administrator's credentials, for other programs. */
  public Path kubeconfig() {
    return controlPlane.kubeconfig();
  }

  /** The administrator's client. */
  public KubernetesClient client() {
    return client;
  }

  /** A token of a service account that the API server accepts for an hour. */
  public String token(String namespace, String account) {
    return client
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(account)
        .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
        .getStatus()
        .getToken();
  }

  /** Makes a namespace that nobody else uses. */
  public String newNamespace() {
    String name = "t-" + UUID.randomUUID().toString().substring(0, 8);
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  /**
   * Applies the objects of a YAML text.
   *
   * @param namespace of those that name none
   */
  public void apply(String namespace, String yaml) {
    for (HasMetadata object : objects(namespace, yaml)) {
      client.resource(object).patch(APPLY);
    }
  }

  /**
   * Makes the objects of a YAML text, which must not be there: less work for the API server than
   * {@link #apply}.
   *
   * @param namespace of those that name none
   */
  public void create(String namespace, String yaml) {
    for (HasMetadata object : objects(namespace, yaml)) {
      client.resource(object).create();
    }
  }

  private List<HasMetadata> objects(String namespace, String yaml) {
    var stream = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    List<HasMetadata> objects = client.load(stream).items();
    for (HasMetadata object : objects) {
      if (object.getMetadata().getNamespace() == null) {
        object.getMetadata().setNamespace(namespace);
      }
    }
    return objects;
  }

  /** The object; it has to exist. */
  public <T extends HasMetadata> T get(Class<T> kind, String namespace, String name) {
    return client.resources(kind).inNamespace(namespace).withName(name).require();
  }

  /** Waits by a watch until an object is as expected; fails with the object as it is then. */
  public <T extends HasMetadata> T await(
      Class<T> kind, String namespace, String name, Predicate<T> expected) {
    try {
      return client
          .resources(kind)
          .inNamespace(namespace)
          .withName(name)
          .waitUntilCondition(
              object -> object != null && expected.test(object),
              PATIENCE.toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      T last = client.resources(kind).inNamespace(namespace).withName(name).get();
      throw new AssertionError(
          "%s %s/%s did not become as expected; it is %s"
              .formatted(
                  kind.getSimpleName(),
                  namespace,
                  name,
                  client.getKubernetesSerialization().asYaml(last)),
          e);
    }
  }

  @Override
  public void close() {
    client.close();
    controlPlane.close();
  }

  private void installDefinitions() {
    try (Stream<Path> files = Files.list(Repository.root().resolve("manifests/crds"))) {
      for (Path file : files.filter(each -> each.toString().contains(".fluxcd.io_")).toList()) {
        apply("", Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (CustomResourceDefinition each :
        client.apiextensions().v1().customResourceDefinitions().list().getItems()) {
      client
          .resource(each)
          .waitUntilCondition(
              LiveCluster::isEstablished, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static boolean isEstablished(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
  }
}
