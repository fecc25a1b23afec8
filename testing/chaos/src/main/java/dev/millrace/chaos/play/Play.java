package dev.millrace.chaos.play;

import dev.millrace.chaos.end.Aliases;
import dev.millrace.chaos.end.EndState;
import dev.millrace.chaos.end.Histories;
import dev.millrace.chaos.end.Releases;
import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import dev.millrace.servers.GitRemote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An application from Git and a chart beside it: deployed, changed, and taken away. The change
 * edits an object, removes one, adds one and raises the version of the chart; then a new image
 * appears, which is committed. A chat hears of all of it.
 */
public final class Play {
  private static final String RUN_ONCE_MORE = "once more";
  private static final List<Kind> WISHES =
      List.of(
          Kind.IMAGE_UPDATE_AUTOMATION,
          Kind.IMAGE_POLICY,
          Kind.IMAGE_REPOSITORY,
          Kind.HELM_RELEASE,
          Kind.KUSTOMIZATION,
          Kind.GIT_REPOSITORY,
          Kind.RECEIVER);

  private final Ensemble ensemble;
  private final Cluster cluster;
  private final String namespace;
  private final GitRemote remote;
  private String first = "";

  /** Prepares a play in a namespace and a repository of its own. */
  public Play(Ensemble ensemble, String namespace) {
    this.ensemble = ensemble;
    this.cluster = ensemble.cluster();
    this.namespace = namespace;
    this.remote = ensemble.git().create(namespace);
    cluster.ensureNamespace(namespace);
    ensemble.registry().putImage(namespace, "1.0.0");
    cluster.applyText(
        Objects.ALERTS,
        Map.of(
            "NS", namespace, "SINK", ensemble.chat().channel(namespace), "TOKEN", Objects.TOKEN));
  }

  /** Where it happens. */
  public String namespace() {
    return namespace;
  }

  /** The repository that is deployed. */
  public GitRemote remote() {
    return remote;
  }

  /** Deploys and changes; fails when the cluster never becomes what Git says. */
  public void perform() {
    awaitListening();
    first = commit("0.1.0", Map.of("a", "1", "b", "1"));
    cluster.applyText(Objects.APPLICATION, Map.of("NS", namespace, "URL", remote.url().toString()));
    cluster.applyText(Objects.IMAGES, Map.of("NS", namespace, "IMAGE", image()));
    awaitDeployed();
    awaitReleased("0.1.0");
    Map<String, @Nullable String> change = new HashMap<>(Map.of("a", "2", "c", "1"));
    change.put("b", null);
    commit("0.2.0", change);
    awaitDeployed();
    awaitReleased("0.2.0");
    awaitSelected("1.0.0");
    ensemble.registry().putImage(namespace, "1.1.0");
    awaitImage("1.1.0");
    awaitDeployed();
    runOnceMore();
  }

  /** Waits until source-controller says that it can't store the repository. */
  public boolean awaitSourceFails() {
    cluster.await(
        Kind.GIT_REPOSITORY,
        namespace,
        "app",
        each -> "False".equals(each.condition("Ready").get("status")));
    return true;
  }

  /** Takes away what was deployed. */
  public void remove() {
    for (Kind kind : WISHES) {
      cluster.delete(kind, namespace, "app");
    }
  }

  /** What is there now, in the cluster and in Git. */
  public EndState end() {
    List<Map<String, Object>> objects = new ArrayList<>(ensemble.census().objects(namespace));
    objects.add(repository());
    Aliases aliases = aliases(objects);
    return EndState.of(Histories.ofSuccesses(Releases.readable(objects, aliases)), aliases);
  }

  /** What the chat heard and what it should have. */
  public Notifications notifications() {
    return new Notifications(ensemble.chat().heard(namespace), commits());
  }

  /** Who tells what the Secret of the play holds: logs, objects, messages to the chat. */
  public List<String> tellersOfSecrets() {
    return new SecretSearch(Objects.TOKEN)
        .inLogs(ensemble.logs())
        .inMessages(ensemble.chat().heard(namespace))
        .inObjects(ensemble.census().objects(namespace))
        .found();
  }

  /** Ends what the play has of its own outside of the cluster. */
  public void close() {
    remote.close();
  }

  /** All commits of main, oldest first. */
  private List<String> commits() {
    List<String> commits = new ArrayList<>(List.of(remote.head("main").orElseThrow()));
    while (!commits.getFirst().equals(first)) {
      commits.addFirst(remote.parentOf(commits.getFirst()));
    }
    return commits;
  }

  /** The repository as if it was an object, so that it is compared as one. */
  private Map<String, Object> repository() {
    return Map.of(
        "kind",
        "Repository",
        "metadata",
        Map.of("name", "main"),
        "commits",
        commits().size(),
        "message",
        remote.lastMessage("main").orElse(""),
        "image",
        remote.read("main", "app/image.yaml").orElse(""));
  }

  private Aliases aliases(List<Map<String, Object>> objects) {
    Aliases aliases = new Aliases().with(namespace, "NAMESPACE");
    List<String> commits = commits();
    for (int i = 0; i < commits.size(); i++) {
      aliases.with(commits.get(i), "COMMIT-" + (i + 1));
    }
    objects.forEach(each -> addAliases(aliases, each));
    return aliases;
  }

  /** The id of an object, and the path of a Receiver, which is made from its namespace. */
  private static void addAliases(Aliases aliases, Map<String, Object> object) {
    if (object.get("metadata") instanceof Map<?, ?> metadata && metadata.containsKey("uid")) {
      aliases.with(
          String.valueOf(metadata.get("uid")),
          "the id of " + object.get("kind") + "/" + metadata.get("name"));
    }
    if (object.get("status") instanceof Map<?, ?> status && status.containsKey("webhookPath")) {
      aliases.with(String.valueOf(status.get("webhookPath")), "the path of the webhook");
    }
  }

  private String image() {
    return ensemble.registry().host() + "/" + namespace;
  }

  private String commit(String version, Map<String, @Nullable String> settings) {
    Map<String, @Nullable String> files = new HashMap<>();
    settings.forEach(
        (name, value) ->
            files.put(
                "app/" + name + ".yaml", value == null ? null : Objects.configMap(name, value)));
    files.put("app/image.yaml", Objects.image(namespace, image() + ":1.0.0"));
    files.put("chart/Chart.yaml", "apiVersion: v2\nname: app\nversion: " + version + "\n");
    files.put("chart/templates/r.yaml", Objects.configMap("released", version));
    return remote.commit("Version " + version, files);
  }

  /** Who listens only later than something is told does not hear of it. */
  private void awaitListening() {
    cluster.await(Kind.RECEIVER, namespace, "app", Observed::isReady);
  }

  private void awaitDeployed() {
    String head = remote.head("main").orElseThrow();
    cluster.await(
        Kind.KUSTOMIZATION,
        namespace,
        "app",
        each -> each.isReady() && each.text("status.lastAppliedRevision").endsWith(":" + head));
  }

  private void awaitReleased(String version) {
    cluster.await(
        Kind.HELM_RELEASE,
        namespace,
        "app",
        each ->
            each.isReady()
                && each.text("status.history.0.chartVersion").equals(version)
                && each.text("status.history.0.status").equals("deployed"));
  }

  /** A policy tells of the image it had before, so it must have had one. */
  private void awaitSelected(String tag) {
    cluster.await(
        Kind.IMAGE_POLICY,
        namespace,
        "app",
        each -> each.isReady() && each.text("status.latestRef.tag").equals(tag));
  }

  private void awaitImage(String tag) {
    cluster.await(
        Kind.CONFIG_MAP, namespace, "image", each -> each.text("data.image").endsWith(":" + tag));
  }

  /** Who is through with everything has nothing to do now. */
  private void runOnceMore() {
    for (Kind kind : Objects.RUNNING) {
      cluster.patch(
          kind,
          namespace,
          "app",
          "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}"
              .formatted(RUN_ONCE_MORE));
    }
    for (Kind kind : Objects.RUNNING) {
      cluster.await(kind, namespace, "app", Play::ranOnceMore);
    }
  }

  private static boolean ranOnceMore(Observed object) {
    return object.isReady() && object.text("status.lastHandledReconcileAt").equals(RUN_ONCE_MORE);
  }
}
