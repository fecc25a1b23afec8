package dev.millrace.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyOutcome;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.Pruner;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthTarget;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.health.WaitOptions;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.object.Tree;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.plan.Action;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.apply.plan.PlannedChange;
import dev.millrace.yaml.YamlReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The apply engine against a real API server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiServerTest {

  private static final String MANAGER = "kustomize-controller";

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Normalization normalization = new Normalization();
  private ApiServer server;
  private ClusterConnection cluster;
  private String namespace;

  @BeforeAll
  void start() {
    server = ApiServer.start();
    cluster = server.cluster();
  }

  @AfterAll
  void stop() {
    timer.shutdownNow();
    server.close();
  }

  @BeforeEach
  void makeNamespace() {
    namespace = server.newNamespace();
  }

  @Test
  void appliesChangesAndPrunesAnApplication() {
    List<Desired> objects = application("1");

    ApplyOutcome first = applier().apply(request(objects, Inventory.empty()));
    ApplyOutcome second = applier().apply(request(objects, first.inventory()));
    ApplyOutcome full =
        applier().apply(request(objects, first.inventory()).withCheck(ApplyRequest.Check.FULL));
    ApplyOutcome changed = applier().apply(request(application("2"), first.inventory()));

    assertThat(first).isInstanceOf(ApplyOutcome.Applied.class);
    assertThat(first.done().toString())
        .isEqualTo(
            """
            ServiceAccount/NS/web created
            ConfigMap/NS/web created
            Service/NS/web created
            Deployment/NS/web created"""
                .replace("NS", namespace));
    assertThat(actions(second)).containsOnly(Action.UNCHANGED);
    assertThat(actions(full)).containsOnly(Action.UNCHANGED);
    assertThat(changed.done()).hasToString("ConfigMap/" + namespace + "/web configured");

    Pruner.PruneOutcome pruned =
        applier().pruner(request(List.of(), first.inventory())).prune(first.inventory().entries());

    assertThat(pruned.isComplete()).isTrue();
    assertThat(pruned.done().with(Action.PRUNE)).hasSize(4);
    assertThat(cluster.get("v1", ref("ConfigMap", "web"))).isEmpty();
  }

  @Test
  void provesWithoutADryRunThatNothingChanged() {
    List<Desired> objects = application("1");
    Inventory inventory = applier().apply(request(objects, Inventory.empty())).inventory();

    ApplyOutcome again = applier().apply(request(objects, inventory));

    assertThat(again.done().changes())
        .extracting(PlannedChange::reason)
        .containsOnly("nobody changed what was applied");
  }

  @Test
  void takesOverWhatKubectlApplied() {
    KubeObject map =
        object(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: web, namespace: %s}
            data: {key: a, extra: b}
            """);
    cluster.apply(map, ApplyMode.forced("kubectl"));

    ApplyOutcome outcome =
        applier()
            .apply(request(List.of(Desired.of(map.without("data", "extra"))), Inventory.empty()));

    assertThat(actions(outcome)).containsExactly(Action.CONFIGURE);
    KubeObject live = cluster.get("v1", map.ref()).orElseThrow();
    assertThat(live.get("data")).isEqualTo(Map.of("key", "a"));
    assertThat(Tree.list(live.tree(), "metadata", "managedFields")).hasSize(1);
  }

  @Test
  void appliesDefinitionsAndTheirObjectsTogether() {
    String group = namespace + ".example.com";
    KubeObject definition =
        object(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.GROUP}
            spec:
              group: GROUP
              scope: Namespaced
              names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties: {spec: {type: object, properties: {size: {type: integer}}}}
            """
                .replace("GROUP", group));
    KubeObject widget =
        object(
            """
            apiVersion: GROUP/v1
            kind: Widget
            metadata: {name: w, namespace: %s}
            spec: {size: 1}
            """
                .replace("GROUP", group));

    ApplyOutcome outcome =
        applier()
            .apply(request(List.of(Desired.of(widget), Desired.of(definition)), Inventory.empty()));

    assertThat(outcome).isInstanceOf(ApplyOutcome.Applied.class);
    assertThat(cluster.get(group + "/v1", widget.ref())).isPresent();
  }

  @Test
  void reportsAllThatTheServerRefusesAndAppliesNothing() {
    KubeObject good =
        object("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: %s}}");
    KubeObject invalid =
        object(
            "{apiVersion: v1, kind: Service, metadata: {name: b, namespace: %s}, spec: {ports: [{port: 99999}]}}");
    KubeObject unknown =
        object("{apiVersion: example.org/v1, kind: Nothing, metadata: {name: c, namespace: %s}}");

    ApplyOutcome outcome =
        applier()
            .apply(
                request(
                    List.of(Desired.of(good), Desired.of(invalid), Desired.of(unknown)),
                    Inventory.empty()));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ApplyOutcome.Failed.class,
            failed ->
                assertThat(failed.message())
                    .contains(
                        "Service/" + namespace + "/b dry-run failed (Invalid):",
                        "Nothing/"
                            + namespace
                            + "/c dry-run failed: no matches for kind \"Nothing\" in version"
                            + " \"example.org/v1\""));
    assertThat(cluster.get("v1", good.ref())).isEmpty();
  }

  @Test
  void makesImmutableObjectsAnewWhenForced() {
    String text =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: %s}, immutable: true, data:"
            + " {k: VALUE}}";
    Inventory inventory =
        applier()
            .apply(
                request(List.of(Desired.of(object(text.replace("VALUE", "a")))), Inventory.empty()))
            .inventory();
    List<Desired> changed = List.of(Desired.of(object(text.replace("VALUE", "b"))));

    ApplyOutcome refused = applier().apply(request(changed, inventory));
    ApplyOutcome forced = applier().apply(request(changed, inventory).withForce(true));

    assertThat(refused)
        .isInstanceOfSatisfying(
            ApplyOutcome.Failed.class,
            failed -> assertThat(failed.message()).contains("immutable"));
    assertThat(actions(forced)).containsExactly(Action.RECREATE);
    assertThat(cluster.get("v1", ref("ConfigMap", "a")).orElseThrow().get("data", "k"))
        .isEqualTo("b");
  }

  @Test
  void row28ShowsNoSecretValuesWhenTheServerQuotesThem() {
    KubeObject secret =
        object(
            "{apiVersion: v1, kind: Secret, metadata: {name: s, namespace: %s}, data: {hunter2pass:"
                + " 'no base64 at all'}}");

    ApplyOutcome outcome = applier().apply(request(List.of(Desired.of(secret)), Inventory.empty()));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ApplyOutcome.Failed.class,
            failed -> assertThat(failed.message()).doesNotContain("no base64 at all"));
  }

  @Test
  void waitsForADeploymentOnAWatch() throws Exception {
    applier().apply(request(application("1"), Inventory.empty()));
    HealthTarget target =
        HealthTarget.of("apps/v1", new ObjectRef("apps", "Deployment", namespace, "web"));

    WaitOutcome outcome =
        waiter()
            .start(List.of(target), new WaitOptions(Duration.ofSeconds(30), true))
            .outcome()
            .get(40, SECONDS);

    assertThat(outcome).isInstanceOf(WaitOutcome.Ready.class);
  }

  @Test
  void actsAsTheServiceAccount() {
    ClusterConnection tenant = cluster.as(Identity.serviceAccount(namespace, "tenant"));
    KubeObject map =
        object("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: %s}}");

    assertThatExceptionOfType(ApiFailure.class)
        .isThrownBy(() -> tenant.apply(map, ApplyMode.forced(MANAGER)))
        .matches(ApiFailure::isForbidden)
        .withMessageContaining("system:serviceaccount:" + namespace + ":tenant");
  }

  @Test
  void row37TenantsCannotReachObjectsOfOthersThroughAForgedInventory() {
    String others = server.newNamespace();
    String victim = "{apiVersion: v1, kind: ConfigMap, metadata: {name: victim, namespace: %s}}";
    KubeObject labelled =
        new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", namespace)
            .addTo(object(victim.replace("%s", others)));
    cluster.apply(labelled, ApplyMode.forced("somebody"));
    ClusterConnection tenant = editorOfOwnNamespace();
    Applier applier = applier(tenant);
    Inventory forged = Inventory.of(List.of(InventoryEntry.of(labelled)));

    Pruner.PruneOutcome pruned = applier.pruner(request(List.of(), forged)).prune(forged.entries());
    ApplyOutcome applied =
        applier.apply(
            request(List.of(Desired.of(labelled.with("x", "data", "k"))), Inventory.empty()));
    ApplyOutcome own =
        applier.apply(request(List.of(Desired.of(object(victim))), Inventory.empty()));

    assertThat(pruned.survivors()).isEqualTo(forged.entries());
    assertThat(applied).isInstanceOf(ApplyOutcome.Failed.class);
    assertThat(own).isInstanceOf(ApplyOutcome.Applied.class);
    assertThat(cluster.get("v1", labelled.ref()).orElseThrow().get("data")).isNull();
  }

  private ClusterConnection editorOfOwnNamespace() {
    cluster.apply(
        object(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: tenant, namespace: %s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
            subjects: [{kind: ServiceAccount, name: tenant, namespace: %s}]
            """),
        ApplyMode.forced("test"));
    return cluster.as(Identity.serviceAccount(namespace, "tenant"));
  }

  @Test
  void reportsWhatIsThereThenChangesThenDeletions() throws Exception {
    KubeObject map =
        object("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: %s}}");
    cluster.apply(map, ApplyMode.forced(MANAGER));
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    WatchListener listener =
        new WatchListener() {
          @Override
          public void onUpsert(KubeObject object) {
            events.add("upsert " + object.get("data", "k"));
          }

          @Override
          public void onDelete(ObjectRef ref) {
            events.add("delete " + ref.name());
          }

          @Override
          public void onSynced() {
            events.add("synced");
          }
        };

    try (Subscription _ = cluster.watch(WatchTarget.object("v1", map.ref()), listener)) {
      assertThat(events.poll(10, SECONDS)).isEqualTo("upsert null");
      assertThat(events.poll(10, SECONDS)).isEqualTo("synced");
      cluster.apply(map.with("v", "data", "k"), ApplyMode.forced(MANAGER));
      assertThat(events.poll(10, SECONDS)).isEqualTo("upsert v");
      cluster.delete("v1", map.ref(), DeleteMode.background(""));
      assertThat(events.poll(10, SECONDS)).isEqualTo("delete a");
    }
  }

  private Applier applier() {
    return applier(cluster);
  }

  private Applier applier(ClusterConnection identity) {
    return new Applier(
        identity, LiveView.blind(), ApplySettings.ofKustomizeController(), normalization, waiter());
  }

  private HealthWaiter waiter() {
    return new HealthWaiter(cluster, HealthFeed.none(), new HealthRules(Clock.systemUTC()), timer);
  }

  private ApplyRequest request(List<Desired> objects, Inventory inventory) {
    return ApplyRequest.of(
        objects, inventory, new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", namespace));
  }

  private static List<Action> actions(ApplyOutcome outcome) {
    return outcome.done().changes().stream().map(PlannedChange::action).toList();
  }

  private ObjectRef ref(String kind, String name) {
    return new ObjectRef("", kind, namespace, name);
  }

  private KubeObject object(String yaml) {
    return KubeObject.of(Tree.map(YamlReader.sigs().read(yaml.replace("%s", namespace))));
  }

  private List<Desired> application(String setting) {
    return YamlReader.sigs()
        .readAll(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: NS}
            spec:
              replicas: 1
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  serviceAccountName: web
                  containers:
                  - name: web
                    image: example.com/web:1
                    ports: [{name: http, containerPort: 80}]
                    env: [{name: A, value: "1"}, {name: B, value: "2"}]
                    resources: {limits: {cpu: "0.5", memory: 1024Mi}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: NS}
            spec:
              selector: {app: web}
              ports: [{name: http, port: 80, targetPort: http}]
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: web, namespace: NS}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: web, namespace: NS}
            data: {setting: "VALUE"}
            """
                .replace("NS", namespace)
                .replace("VALUE", setting))
        .stream()
        .map(document -> Desired.of(KubeObject.of(Tree.map(document.value()))))
        .toList();
  }
}
