package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyOutcome;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.cluster.PatchOperation;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.health.WaitOptions;
import dev.millrace.apply.health.WaitOutcome;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.object.Tree;
import dev.millrace.apply.observe.Drift;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.observe.Observatory;
import dev.millrace.apply.observe.Sighting;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.apply.plan.PlannedChange;
import dev.millrace.yaml.YamlReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How many requests applying costs, counted where they leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestCountTest {

  private static final ApplySettings SETTINGS = ApplySettings.ofKustomizeController();

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Normalization normalization = new Normalization();
  private ApiServer server;

  @BeforeAll
  void start() {
    server = ApiServer.start();
  }

  @AfterAll
  void stop() {
    timer.shutdownNow();
    server.close();
  }

  @Test
  void triesAndAppliesEachNewObjectOnceAndOnlyAppliesTheFirst() {
    String namespace = server.newNamespace();
    CountedCluster cluster = new CountedCluster(server.cluster());

    ApplyOutcome outcome =
        apply(cluster, LiveView.blind(), application(namespace), Inventory.empty(), namespace);

    assertThat(outcome).isInstanceOf(ApplyOutcome.Applied.class);
    assertThat(cluster.requests()).hasSize(7);
  }

  @Test
  void saysNothingToTheServerWhenNothingChanged() {
    String namespace = server.newNamespace();
    CountedCluster cluster = new CountedCluster(server.cluster());
    BlockingQueue<Drift> drifts = new LinkedBlockingQueue<>();
    List<Desired> objects = application(namespace);
    Inventory inventory =
        apply(cluster, LiveView.blind(), objects, Inventory.empty(), namespace).inventory();

    try (Observatory view = observatory(namespace, drifts)) {
      view.observe("apps", inventory);
      awaitSight(view, inventory);
      cluster.requests().clear();

      ApplyOutcome unchanged = apply(cluster, view, objects, inventory, namespace);

      assertThat(unchanged.done().isEmpty()).isTrue();
      assertThat(cluster.requests()).isEmpty();
      assertThat(drifts).isEmpty();
    }
  }

  @Test
  void waitsForAnApplicationOnWatchesThatAreOpenAnyway() throws Exception {
    String first = server.newNamespace();
    String second = server.newNamespace();
    CountedCluster cluster = new CountedCluster(server.cluster());
    Inventory inventory =
        apply(cluster, LiveView.blind(), application(first), Inventory.empty(), first).inventory();

    try (Observatory view = observatory("", new LinkedBlockingQueue<>())) {
      view.observe("first", inventory);
      awaitSight(view, inventory);
      cluster.requests().clear();

      ApplyOutcome.Applied applied =
          (ApplyOutcome.Applied)
              apply(cluster, view, application(second), Inventory.empty(), second);
      view.observe("second", applied.inventory());
      WaitOutcome outcome =
          waiter(cluster, view)
              .start(applied.healthTargets(), new WaitOptions(Duration.ofSeconds(60), true))
              .outcome()
              .get(70, TimeUnit.SECONDS);

      assertThat(outcome).isInstanceOf(WaitOutcome.Ready.class);
      assertThat(cluster.requests())
          .as("seven to apply, one if the Deployment changed before the wait began")
          .hasSizeBetween(7, 8);
    }
  }

  @Test
  void seesDriftAndItsAuthor() throws InterruptedException {
    String namespace = server.newNamespace();
    CountedCluster cluster = new CountedCluster(server.cluster());
    BlockingQueue<Drift> drifts = new LinkedBlockingQueue<>();
    Inventory inventory =
        apply(cluster, LiveView.blind(), application(namespace), Inventory.empty(), namespace)
            .inventory();

    try (Observatory view = observatory(namespace, drifts)) {
      view.observe("apps", inventory);
      awaitSight(view, inventory);
      ObjectRef deployment = new ObjectRef("apps", "Deployment", namespace, "web");
      server
          .cluster()
          .patch(
              "apps/v1",
              deployment,
              List.of(
                  PatchOperation.replace(
                      JsonPointer.parse("/spec/template/spec/containers/0/image"),
                      "example.com/web:evil")),
              "somebody");

      Drift drift = drifts.poll(10, TimeUnit.SECONDS);

      assertThat(drift).isNotNull();
      assertThat(drift.ref()).isEqualTo(deployment);
      assertThat(drift.fields())
          .singleElement()
          .satisfies(
              field -> {
                assertThat(field.path()).hasToString("/spec/template/spec/containers/0/image");
                assertThat(field.before()).isEqualTo("example.com/web:1");
                assertThat(field.after()).isEqualTo("example.com/web:evil");
                assertThat(field.manager()).isEqualTo("somebody");
              });
    }
  }

  @Test
  void provesForManyKindsThatNothingChanged() {
    String namespace = server.newNamespace();
    CountedCluster cluster = new CountedCluster(server.cluster());
    List<Desired> objects = objects(MANY_KINDS, namespace);
    Inventory inventory =
        apply(cluster, LiveView.blind(), objects, Inventory.empty(), namespace).inventory();

    ApplyOutcome again = apply(cluster, LiveView.blind(), objects, inventory, namespace);

    assertThat(again.done().changes())
        .filteredOn(change -> !change.reason().equals("nobody changed what was applied"))
        .extracting(change -> change.ref().kind())
        .as("kinds whose lists the server completes, so that a dry run is needed")
        .containsExactlyInAnyOrder("StatefulSet", "LimitRange");
  }

  @Test
  void needsNoSecondDryRunWhereTheServerCompletesValues() {
    String namespace = server.newNamespace();
    CountedCluster cluster = new CountedCluster(server.cluster());
    List<Desired> objects = objects(MANY_KINDS, namespace);
    Inventory inventory =
        apply(cluster, LiveView.blind(), objects, Inventory.empty(), namespace).inventory();

    try (Observatory view = observatory(namespace, new LinkedBlockingQueue<>())) {
      view.observe("apps", inventory);
      awaitSight(view, inventory);
      apply(cluster, view, objects, inventory, namespace);
      cluster.requests().clear();

      apply(cluster, view, objects, inventory, namespace);

      assertThat(cluster.requests()).isEmpty();
    }
  }

  private ApplyOutcome apply(
      CountedCluster cluster,
      LiveView view,
      List<Desired> objects,
      Inventory inventory,
      String namespace) {
    ApplyOutcome outcome =
        new Applier(cluster, view, SETTINGS, normalization, waiter(cluster, HealthFeed.none()))
            .apply(
                ApplyRequest.of(
                    objects,
                    inventory,
                    new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", namespace)));
    assertThat(outcome)
        .as("%s", outcome instanceof ApplyOutcome.Failed failed ? failed.message() : "")
        .isInstanceOf(ApplyOutcome.Applied.class);
    assertThat(outcome.done().changes()).extracting(PlannedChange::ref).hasSameSizeAs(objects);
    return outcome;
  }

  private HealthWaiter waiter(CountedCluster cluster, HealthFeed feed) {
    return new HealthWaiter(cluster, feed, new HealthRules(Clock.systemUTC()), timer);
  }

  private Observatory observatory(String namespace, BlockingQueue<Drift> drifts) {
    return new Observatory(
        server.cluster(),
        "kustomize.toolkit.fluxcd.io/name",
        namespace,
        SETTINGS.manager(),
        SETTINGS.takeOver(),
        SETTINGS.controls(),
        new HealthRules(Clock.systemUTC()),
        drifts::add);
  }

  /** Waits until the watches have told everything; there is nothing else to wait for. */
  private static void awaitSight(Observatory view, Inventory inventory) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    for (InventoryEntry entry : inventory.entries()) {
      while (!(view.look(entry) instanceof Sighting.Present)) {
        assertThat(System.nanoTime()).as("time to see %s", entry.ref()).isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }

  private List<Desired> application(String namespace) {
    return objects(APPLICATION, namespace);
  }

  private static List<Desired> objects(String yaml, String namespace) {
    return YamlReader.sigs().readAll(yaml.replace("NS", namespace)).stream()
        .map(document -> Desired.of(KubeObject.of(Tree.map(document.value()))))
        .toList();
  }

  private static final String APPLICATION =
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
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: web, namespace: NS}
      spec:
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
        maxReplicas: 4
        metrics:
        - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 99}}}
      """;

  private static final String MANY_KINDS =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db, namespace: NS}
      spec:
        serviceName: db
        selector: {matchLabels: {app: db}}
        template:
          metadata: {labels: {app: db}, annotations: {note: x}}
          spec:
            securityContext: {runAsNonRoot: true, fsGroup: 1000}
            initContainers: [{name: init, image: "example.com/init:1", command: [sh, -c, "true"]}]
            containers:
            - name: db
              image: example.com/db:1
              ports: [{containerPort: 5432}, {containerPort: 53, protocol: UDP}]
              envFrom: [{configMapRef: {name: settings}}]
              volumeMounts: [{name: data, mountPath: /data}]
              livenessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
              resources: {requests: {cpu: 100m, memory: 0.5Gi}}
            tolerations: [{key: a, operator: Exists}]
            volumes: [{name: cfg, configMap: {name: settings, defaultMode: 420}}]
        volumeClaimTemplates:
        - metadata: {name: data}
          spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: nightly, namespace: NS}
      spec:
        schedule: "0 3 * * *"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: Never
                containers: [{name: c, image: "example.com/c:1", args: ["a", "b"]}]
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web, namespace: NS, annotations: {a/b: c}}
      spec:
        rules:
        - host: example.com
          http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: deny, namespace: NS}
      spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80, protocol: TCP}]}]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: reader, namespace: NS}
      rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: reader, namespace: NS}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
      subjects: [{kind: ServiceAccount, name: default, namespace: NS}]
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: login, namespace: NS}
      stringData: {password: hunter2}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: NS}
      data: {a: "1", b: ""}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: NS}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1024Mi}}}
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: web, namespace: NS}
      spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
      ---
      apiVersion: v1
      kind: LimitRange
      metadata: {name: limits, namespace: NS}
      spec: {limits: [{type: Container, default: {memory: 512Mi}}]}
      ---
      apiVersion: v1
      kind: ResourceQuota
      metadata: {name: quota, namespace: NS}
      spec: {hard: {pods: "100", requests.cpu: "10"}}
      """;
}
