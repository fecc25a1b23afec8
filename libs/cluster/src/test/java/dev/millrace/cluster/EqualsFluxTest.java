package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.Applier;
import dev.millrace.apply.ApplyOutcome;
import dev.millrace.apply.ApplyRequest;
import dev.millrace.apply.ApplyRequest.Check;
import dev.millrace.apply.ApplySettings;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.drift.IgnoreRule;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.health.HealthFeed;
import dev.millrace.apply.health.HealthRules;
import dev.millrace.apply.health.HealthWaiter;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectSelector;
import dev.millrace.apply.object.Tree;
import dev.millrace.apply.observe.LiveView;
import dev.millrace.apply.plan.Desired;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.yaml.GoJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Does what Flux's own apply engine was recorded to do; see flux-engine/README.md. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EqualsFluxTest {

  private static final OwnerLabels OWNER =
      new OwnerLabels("kustomize.toolkit.fluxcd.io", "apps", "flux-system");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private ApiServer server;
  private Applier applier;

  @BeforeAll
  void start() {
    server = ApiServer.start();
    HealthWaiter waiter =
        new HealthWaiter(
            server.cluster(), HealthFeed.none(), new HealthRules(Clock.systemUTC()), timer);
    applier =
        new Applier(
            server.cluster(),
            LiveView.blind(),
            ApplySettings.ofKustomizeController(),
            new Normalization(),
            waiter);
  }

  @AfterAll
  void stop() {
    timer.shutdownNow();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> doesAsRecorded() throws IOException {
    return scenarios().stream()
        .flatMap(
            scenario ->
                Stream.of(Check.values())
                    .map(
                        check ->
                            DynamicTest.dynamicTest(
                                Tree.string(scenario, "name") + " " + check,
                                () -> play(scenario, check))));
  }

  private static List<Object> scenarios() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            EqualsFluxTest.class.getResourceAsStream("flux-engine/scenarios.json"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ArrayList<>(
          Tree.list(Map.of("all", Objects.requireNonNull(GoJson.read(text))), "all"));
    }
  }

  private void play(Object scenario, Check check) {
    String namespace = server.newNamespace();
    Inventory inventory = Inventory.empty();
    for (Object recorded : Tree.list(scenario, "steps")) {
      Map<String, @Nullable Object> step = in(namespace, recorded);
      String outcome = "ok";
      switch (Tree.string(step, "op")) {
        case "apply" ->
            objects(step)
                .forEach(
                    object ->
                        server
                            .cluster()
                            .apply(object, ApplyMode.forced(Tree.string(step, "manager"))));
        case "patch" -> patch(namespace, step);
        default -> {
          ApplyOutcome applied = applier.apply(request(step, inventory, check));
          inventory = applied.inventory();
          outcome = text(applied);
        }
      }
      assertThat(outcome).isEqualTo(Tree.string(step, "outcome"));
    }
    for (Object object : Tree.list(scenario, "objects")) {
      KubeObject expected = KubeObject.of(in(namespace, object));
      KubeObject live = server.cluster().get(expected.apiVersion(), expected.ref()).orElseThrow();
      assertThat(comparable(live)).isEqualTo(comparable(expected));
    }
  }

  private static Map<String, @Nullable Object> in(String namespace, @Nullable Object recorded) {
    return Tree.map(GoJson.read(GoJson.write(recorded).replace("NS", namespace)));
  }

  private static List<KubeObject> objects(Map<String, @Nullable Object> step) {
    return Tree.list(step, "objects").stream()
        .map(object -> KubeObject.of(Tree.map(object)))
        .toList();
  }

  private void patch(String namespace, Map<String, @Nullable Object> step) {
    boolean deployment = Tree.string(step, "kind").equals("Deployment");
    server.patch(
        (deployment ? "/apis/apps/v1" : "/api/v1")
            + "/namespaces/"
            + namespace
            + (deployment ? "/deployments/a" : "/configmaps/a")
            + "?fieldManager="
            + Tree.string(step, "manager"),
        deployment ? "application/strategic-merge-patch+json" : "application/merge-patch+json",
        GoJson.write(step.get("patch")));
  }

  private static ApplyRequest request(
      Map<String, @Nullable Object> step, Inventory inventory, Check check) {
    List<JsonPointer> ignored =
        Tree.list(step, "ignore").stream()
            .map(path -> JsonPointer.parse(String.valueOf(path)))
            .toList();
    return ApplyRequest.of(objects(step).stream().map(Desired::of).toList(), inventory, OWNER)
        .withCheck(check)
        .withForce(Boolean.TRUE.equals(step.get("force")))
        .withIgnored(
            new IgnoreRules(List.of(new IgnoreRule(ignored, ObjectSelector.everything()))));
  }

  private static String text(ApplyOutcome outcome) {
    return switch (outcome) {
      case ApplyOutcome.Applied applied ->
          applied.done().changes().stream()
              .map(change -> change + " [" + change.entry().id() + "]")
              .collect(Collectors.joining("; "));
      case ApplyOutcome.Failed failed -> "ERR " + failed.message();
      case ApplyOutcome.Cancelled cancelled -> "ERR " + cancelled.reason();
    };
  }

  private static String writer(Map<String, @Nullable Object> entry) {
    return Tree.string(entry, "manager") + " " + Tree.string(entry, "operation");
  }

  /** An object without times, identities and what the cluster's own controllers write. */
  private static Map<String, @Nullable Object> comparable(KubeObject object) {
    Map<String, @Nullable Object> metadata =
        new LinkedHashMap<>(Tree.map(object.tree(), "metadata"));
    List.of("uid", "resourceVersion", "creationTimestamp", "generation").forEach(metadata::remove);
    metadata.put(
        "managedFields",
        Tree.list(metadata, "managedFields").stream()
            .filter(entry -> Tree.string(entry, "subresource").isEmpty())
            .filter(entry -> !Tree.string(entry, "manager").equals("kube-controller-manager"))
            .map(entry -> Tree.without(Tree.map(entry), "time"))
            .sorted(Comparator.comparing(EqualsFluxTest::writer))
            .toList());
    Map<String, @Nullable Object> annotations =
        Tree.without(Tree.map(metadata, "annotations"), "deployment.kubernetes.io/revision");
    metadata.remove("annotations");
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    return Tree.freezeMap(Tree.without(Tree.with(object.tree(), metadata, "metadata"), "status"));
  }
}
