package dev.millrace.e2e.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a cluster administrator does by hand. */
public final class Cluster implements AutoCloseable {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("kubectl")
          .withForce(true)
          .build();

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final KubernetesClient client;

  private Cluster(KubernetesClient client) {
    this.client = client;
  }

  /** Connects with a kubeconfig file. */
  public static Cluster connect(Path kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    config.setRequestTimeout((int) Duration.ofSeconds(60).toMillis());
    return new Cluster(new KubernetesClientBuilder().withConfig(config).build());
  }

  /** The client, for what this class has no word for. */
  public KubernetesClient client() {
    return client;
  }

  /**
   * A token of a service account.
   *
   * @param life how long the API server accepts it, ten minutes at least
   */
  public String token(String namespace, String account, Duration life) {
    return client
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(account)
        .tokenRequest(
            new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(life.toSeconds())
                .endSpec()
                .build())
        .getStatus()
        .getToken();
  }

  /**
   * Applies every manifest below a folder, or one file, in the order of the file names.
   *
   * @param replacements texts in the manifests and what stands there instead
   */
  public void apply(Path manifests, Map<String, String> replacements) {
    try (Stream<Path> files = Files.walk(manifests)) {
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .sorted()
          .forEach(file -> applyText(read(file), replacements));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Applies the manifests in a text. */
  public void applyText(String manifests, Map<String, String> replacements) {
    String text = manifests;
    for (Map.Entry<String, String> each : replacements.entrySet()) {
      text = text.replace(each.getKey(), each.getValue());
    }
    List<HasMetadata> objects =
        client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).items();
    for (HasMetadata object : objects) {
      client.resource(object).patch(APPLY);
    }
  }

  /** The object, if it exists. */
  public Optional<Observed> find(Kind kind, String namespace, String name) {
    GenericKubernetesResource found =
        client
            .genericKubernetesResources(kind.apiVersion(), kind.kind())
            .inNamespace(namespace)
            .withName(name)
            .get();
    return Optional.ofNullable(found).map(Observed::new);
  }

  /** All objects of a kind in a namespace. */
  public List<Observed> list(Kind kind, String namespace) {
    return client
        .genericKubernetesResources(kind.apiVersion(), kind.kind())
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .map(Observed::new)
        .toList();
  }

  /** All objects, in any namespace, of every {@link Kind} and every kind that was defined. */
  public List<GenericKubernetesResource> everything() {
    Stream<ApiKind> known = Arrays.stream(Kind.values()).map(ApiKind::of);
    Stream<ApiKind> defined =
        client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
            .map(ApiKind::of);
    return Stream.concat(known, defined)
        .distinct()
        .flatMap(
            each ->
                client
                    .genericKubernetesResources(each.apiVersion(), each.kind())
                    .inAnyNamespace()
                    .list()
                    .getItems()
                    .stream())
        .toList();
  }

  /** Merges a patch, given as JSON, into an object. */
  public void patch(Kind kind, String namespace, String name, String json) {
    client
        .genericKubernetesResources(kind.apiVersion(), kind.kind())
        .inNamespace(namespace)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** Deletes an object. */
  public void delete(Kind kind, String namespace, String name) {
    client
        .genericKubernetesResources(kind.apiVersion(), kind.kind())
        .inNamespace(namespace)
        .withName(name)
        .delete();
  }

  /** Makes a namespace if it does not exist. */
  public void ensureNamespace(String name) {
    applyText("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: %s\n".formatted(name), Map.of());
  }

  /** Waits until the API server serves every custom resource definition. */
  public void awaitEstablished() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!allEstablished()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the custom resource definitions are not all established");
      }
      pause();
    }
  }

  private boolean allEstablished() {
    return client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
        .allMatch(Cluster::isEstablished);
  }

  /** A definition that was just made has no conditions yet. */
  private static boolean isEstablished(CustomResourceDefinition definition) {
    return definition.getStatus() != null
        && definition.getStatus().getConditions() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
  }

  /**
   * Waits until an object is as wanted and returns it so; fails with what it said last after a time
   * that only something broken takes.
   */
  public Observed await(Kind kind, String namespace, String name, Predicate<Observed> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<Observed> last = Optional.empty();
    while (System.nanoTime() < deadline) {
      last = find(kind, namespace, name);
      if (last.isPresent() && wanted.test(last.get())) {
        return last.get();
      }
      pause();
    }
    throw new AssertionError(
        "%s %s/%s was not as expected after %d s; it says: %s"
            .formatted(
                kind.kind(),
                namespace,
                name,
                PATIENCE.toSeconds(),
                last.map(Observed::readyMessage).orElse("it does not exist")));
  }

  @Override
  public void close() {
    client.close();
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record ApiKind(String apiVersion, String kind) {
    static ApiKind of(Kind kind) {
      return new ApiKind(kind.apiVersion(), kind.kind());
    }

    static ApiKind of(CustomResourceDefinition definition) {
      String version =
          definition.getSpec().getVersions().stream()
              .filter(CustomResourceDefinitionVersion::getStorage)
              .findFirst()
              .orElseThrow()
              .getName();
      return new ApiKind(
          definition.getSpec().getGroup() + "/" + version,
          definition.getSpec().getNames().getKind());
    }
  }
}
