package dev.millrace.controller.kustomize.stage;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.InventoryEntry;
import dev.millrace.api.meta.ResourceInventory;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A namespace of its own in which a test makes sources and Kustomizations and sees what comes. */
public final class Scene {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Stage stage;
  private final Stage.Cast cast;
  private final String namespace;

  Scene(Stage stage, Stage.Cast cast) {
    this(stage, cast, "t-" + UUID.randomUUID().toString().substring(0, 8));
  }

  private Scene(Stage stage, Stage.Cast cast, String namespace) {
    this.stage = stage;
    this.cast = cast;
    this.namespace = namespace;
    stage.apply("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: " + namespace);
  }

  /** The same controller's view of another namespace, which is made if there is none. */
  public Scene in(String other) {
    return new Scene(stage, cast, other);
  }

  /** The namespace. */
  public String namespace() {
    return namespace;
  }

  /** As the administrator. */
  public KubernetesClient client() {
    return stage.client();
  }

  /** Applies manifests into the namespace, as the administrator. */
  public void apply(String manifests) {
    stage.apply(manifests.replace("NAMESPACE", namespace));
  }

  /**
   * Changes the status of a Kustomization behind the controller's back.
   *
   * @param patch a JSON merge patch of the object
   */
  public void mergeStatus(String name, String patch) {
    client()
        .genericKubernetesResources("kustomize.toolkit.fluxcd.io/v1", "Kustomization")
        .inNamespace(namespace)
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /** Makes a GitRepository whose artifact has these files, or gives it another artifact. */
  public ArtifactServer.Served commit(String source, Map<String, String> files) {
    ArtifactServer.Served served = serve(files);
    publish(source, served);
    return served;
  }

  /** Serves files as an artifact. */
  public ArtifactServer.Served serve(Map<String, String> files) {
    return stage.artifacts().serve(files);
  }

  /** Serves bytes as an artifact. */
  public ArtifactServer.Served serve(byte[] archive) {
    return stage.artifacts().serveArchive(archive);
  }

  /** How many runs of a Kustomization ended so far. */
  public int runs(String name) {
    return cast.controller().runs(namespace, name);
  }

  /** How many builds the controller began so far, for whichever scene. */
  public long builds() {
    return cast.controller().builds();
  }

  /** Waits until the controller's watches show what a Kustomization applied. */
  public void awaitSettled(String name) {
    until("watches show what " + name + " applied", () -> cast.controller().isSettled(get(name)));
  }

  /** Waits until the controller's watch shows the artifact of a source. */
  private void awaitSeen(String source, ArtifactServer.Served served) {
    until(
        "the watch shows the artifact of " + source,
        () ->
            cast.controller()
                .artifact(namespace, source)
                .filter(artifact -> served.url().equals(artifact.url()))
                .filter(artifact -> served.digest().equals(artifact.digest()))
                .isPresent());
  }

  /** Suspends a Kustomization and waits until the controller has taken notice. */
  public void suspend(String name) {
    int before = runs(name);
    patch(name, "{\"spec\":{\"suspend\":true}}");
    until("the controller sees that " + name + " is suspended", () -> runs(name) > before);
  }

  /** Lets nobody download an artifact until what this returns is run. */
  public Runnable hold(ArtifactServer.Served served) {
    return stage.artifacts().hold(served);
  }

  /** How often an artifact was downloaded. */
  public int downloads(ArtifactServer.Served served) {
    return stage.artifacts().downloads(served);
  }

  /** Makes a Secret, or gives it other values. */
  public void secret(String name, Map<String, String> values) {
    client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withStringData(values)
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  /** Makes a service account that may do everything in this namespace and nothing elsewhere. */
  public void makeTenant(String name) {
    apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: %1$s
          namespace: NAMESPACE
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          name: %1$s
          namespace: NAMESPACE
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
        subjects:
        - {kind: ServiceAccount, name: %1$s, namespace: NAMESPACE}
        """
            .formatted(name));
  }

  /** Gives a service account annotations. */
  public void annotateAccount(String name, Map<String, String> annotations) {
    client()
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(name)
        .edit(
            account -> {
              account.getMetadata().setAnnotations(annotations);
              return account;
            });
  }

  /** A token of a service account that the API server accepts. */
  public String tokenOf(String account) {
    TokenRequest request = new TokenRequestBuilder().withNewSpec().endSpec().build();
    return client()
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(account)
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }

  /** Makes a GitRepository with an artifact. */
  public void publish(String source, ArtifactServer.Served served) {
    publish(source, served, "{}");
  }

  /** Makes a GitRepository with an artifact that says which revision its origin has. */
  public void publishWithOrigin(String source, ArtifactServer.Served served, String origin) {
    publish(source, served, "{\"org.opencontainers.image.revision\":\"" + origin + "\"}");
  }

  private void publish(String source, ArtifactServer.Served served, String metadata) {
    apply(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata:
          name: %s
          namespace: NAMESPACE
        spec:
          interval: 1h
          url: https://git.example.com/shop
        """
            .formatted(source));
    patchStatus(
        source,
        """
        {"status":{"observedGeneration":1,"artifact":{"path":"a","url":"%s","revision":"%s",
         "digest":"%s","lastUpdateTime":"2026-01-01T00:00:00Z","metadata":%s}}}
        """
            .formatted(served.url(), served.revision(), served.digest(), metadata));
    awaitSeen(source, served);
  }

  /** Deletes a GitRepository and waits until the controller knows. */
  public void removeSource(String source) {
    client()
        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "GitRepository")
        .inNamespace(namespace)
        .withName(source)
        .delete();
    until(
        "the controller sees that the source is gone",
        () -> cast.controller().artifact(namespace, source).isEmpty());
  }

  private void patchStatus(String source, String patch) {
    client()
        .genericKubernetesResources("source.toolkit.fluxcd.io/v1", "GitRepository")
        .inNamespace(namespace)
        .withName(source)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /** Applies a Kustomization that is built from the source {@code shop}. */
  public void kustomization(String name, String spec) {
    kustomization(name, "", spec);
  }

  /**
   * Applies a Kustomization.
   *
   * @param metadata further lines of its metadata
   * @param spec further lines of its spec; interval and source are given unless it names them
   */
  public void kustomization(String name, String metadata, String spec) {
    String source =
        spec.contains("sourceRef:") ? "" : "sourceRef: {kind: GitRepository, name: shop}\n";
    String interval = spec.contains("interval:") ? "" : "interval: 1h\n";
    apply(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: %s
          namespace: NAMESPACE
          labels: {%s: %s}
        %sspec:
        %s\
        """
            .formatted(
                name,
                Stage.LABEL,
                cast.label(),
                metadata.indent(2),
                (source + interval + spec).indent(2)));
  }

  /** Applies a Kustomization of an older version, which demands less; built from {@code shop}. */
  public void oldKustomization(String name, String spec) {
    apply(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1beta2
        kind: Kustomization
        metadata:
          name: %s
          namespace: NAMESPACE
          labels: {%s: %s}
        spec:
          sourceRef: {kind: GitRepository, name: shop}
        %s\
        """
            .formatted(name, Stage.LABEL, cast.label(), spec.indent(2)));
  }

  /** The Kustomization as it is now. */
  public Kustomization get(String name) {
    return client().resources(Kustomization.class).inNamespace(namespace).withName(name).require();
  }

  /** Merges a JSON patch into a Kustomization. */
  public void patch(String name, String json) {
    client()
        .resources(Kustomization.class)
        .inNamespace(namespace)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** Asks for a run and waits until it is over. */
  public Kustomization request(String name) {
    String token = UUID.randomUUID().toString();
    patch(
        name,
        """
        {"metadata":{"annotations":{"reconcile.fluxcd.io/requestedAt":"%s"}}}
        """
            .formatted(token));
    return await(name, ks -> token.equals(ks.status().lastHandledReconcileAt()));
  }

  /** Deletes a Kustomization. */
  public void delete(String name) {
    client().resources(Kustomization.class).inNamespace(namespace).withName(name).delete();
  }

  /** Whether a Kustomization does not exist. */
  public boolean isGone(String name) {
    return client().resources(Kustomization.class).inNamespace(namespace).withName(name).get()
        == null;
  }

  /** Waits until a Kustomization is as wanted and returns it so. */
  public Kustomization await(String name, Predicate<Kustomization> wanted) {
    try {
      return Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(PAUSE)
          .until(() -> get(name), wanted::test);
    } catch (ConditionTimeoutException _) {
      throw new AssertionError(
          name + " did not become as wanted; its status: " + get(name).status());
    }
  }

  /** Waits until a Kustomization is ready for its generation and, if given, a revision. */
  public Kustomization awaitReady(String name) {
    return await(name, ks -> isSettled(ks) && ready(ks).map(Condition::holds).orElse(false));
  }

  /** Waits until a revision is applied. */
  public Kustomization awaitApplied(String name, ArtifactServer.Served served) {
    return await(
        name,
        ks ->
            isSettled(ks)
                && served.revision().equals(ks.status().lastAppliedRevision())
                && ready(ks).map(Condition::holds).orElse(false));
  }

  /** Waits until a Kustomization is not ready for a reason. */
  public Condition awaitFailure(String name, String reason) {
    Kustomization failed =
        await(
            name,
            ks ->
                ready(ks).filter(c -> c.fails() && c.reason().equals(reason)).isPresent()
                    && ready(ks).get().observedGeneration() == ks.getMetadata().getGeneration());
    return ready(failed).orElseThrow();
  }

  /** Waits until a Kustomization is not ready for whatever reason. */
  public Condition awaitAnyFailure(String name) {
    Kustomization failed =
        await(
            name,
            ks ->
                ready(ks)
                    .filter(Condition::fails)
                    .filter(c -> c.observedGeneration() == ks.getMetadata().getGeneration())
                    .isPresent());
    return ready(failed).orElseThrow();
  }

  /** The ids in the inventory of a Kustomization. */
  public List<String> inventory(String name) {
    ResourceInventory inventory = get(name).status().inventory();
    return inventory == null
        ? List.of()
        : inventory.entries().stream().map(InventoryEntry::id).toList();
  }

  /** A condition of a Kustomization. */
  public Optional<Condition> condition(String name, String type) {
    return Conditions.find(get(name).status().conditions(), type);
  }

  /** An object of the namespace. */
  public Optional<GenericKubernetesResource> find(String apiVersion, String kind, String name) {
    return Optional.ofNullable(
        client()
            .genericKubernetesResources(apiVersion, kind)
            .inNamespace(namespace)
            .withName(name)
            .get());
  }

  /** The data of a ConfigMap of the namespace; empty if it does not exist. */
  public Map<String, String> configMap(String name) {
    var map = client().configMaps().inNamespace(namespace).withName(name).get();
    return map == null ? Map.of() : map.getData();
  }

  /** Waits until something holds. */
  public void until(String what, java.util.concurrent.Callable<Boolean> holds) {
    Awaitility.await(what).atMost(LIMIT).pollInterval(PAUSE).until(holds);
  }

  /** The events about a Kustomization. */
  public List<Event> events(String name) {
    return client().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getKind().equals("Kustomization"))
        .filter(event -> event.getInvolvedObject().getName().equals(name))
        .toList();
  }

  /** Waits for an event whose message contains a text. */
  public Event awaitEvent(String name, String text) {
    Predicate<Event> fits = event -> event.getMessage().contains(text);
    try {
      Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(PAUSE)
          .until(() -> events(name).stream().anyMatch(fits));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "no event of "
              + name
              + " contains '"
              + text
              + "': "
              + events(name).stream().map(Event::getMessage).toList(),
          e);
    }
    return events(name).stream().filter(fits).findFirst().orElseThrow();
  }

  private static boolean isSettled(Kustomization ks) {
    return ks.status().observedGeneration() == ks.getMetadata().getGeneration();
  }

  private static Optional<Condition> ready(Kustomization ks) {
    return Conditions.find(ks.status().conditions(), "Ready");
  }
}
