package dev.millrace.controller.kustomize.stage;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.InventoryEntry;
import dev.millrace.api.meta.ResourceInventory;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
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
  static final Duration LIMIT = Duration.ofSeconds(90);
  static final Duration PAUSE = Duration.ofMillis(50);

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
    accounts().makeTenant(name);
  }

  /** The service accounts of the namespace. */
  public Accounts accounts() {
    return new Accounts(this, stage.cluster());
  }

  /** Makes a GitRepository with an artifact. */
  public void publish(String source, ArtifactServer.Served served) {
    sources().publish(source, served, "{}");
  }

  /** Makes a GitRepository with an artifact that says which revision its origin has. */
  public void publishWithOrigin(String source, ArtifactServer.Served served, String origin) {
    sources().publish(source, served, "{\"org.opencontainers.image.revision\":\"" + origin + "\"}");
  }

  /** Deletes a GitRepository and waits until the controller knows. */
  public void removeSource(String source) {
    sources().remove(source);
  }

  private Sources sources() {
    return new Sources(this, cast.controller());
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
    return new ToldEvents(client(), namespace, name).all();
  }

  /** Waits for an event whose message contains a text. */
  public Event awaitEvent(String name, String text) {
    return new ToldEvents(client(), namespace, name).await(text);
  }

  private static boolean isSettled(Kustomization ks) {
    return ks.status().observedGeneration() == ks.getMetadata().getGeneration();
  }

  private static Optional<Condition> ready(Kustomization ks) {
    return Conditions.find(ks.status().conditions(), "Ready");
  }
}
