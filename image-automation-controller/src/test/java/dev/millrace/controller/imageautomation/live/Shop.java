package dev.millrace.controller.imageautomation.live;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.meta.Condition;
import dev.millrace.api.meta.Conditions;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.runtime.event.Notice;
import dev.millrace.servers.GitRemote;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A namespace with a repository of its own, and what the people who work with it do. */
final class Shop {
  static final String FILE = "apps/web.yaml";

  private final World world;
  private final String namespace;
  private final GitRemote repository;

  Shop(World world) {
    this.world = world;
    this.namespace = world.newNamespace();
    this.repository = world.git().create(namespace);
  }

  String namespace() {
    return namespace;
  }

  GitRemote repository() {
    return repository;
  }

  private LiveCluster cluster() {
    return world.cluster();
  }

  /** A Deployment whose image the policy {@code web} keeps up to date. */
  String deployment(String tag) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      template:
        spec:
          containers:
          - image: %s:%s # {"$imagepolicy": "%s:web"}
    """
        .formatted(image("web"), tag, namespace);
  }

  String image(String name) {
    return world.registry().host() + "/" + namespace + "/" + name;
  }

  /** Pushes images and waits until the policy has seen the one that is to win. */
  void release(String name, String latest, String... others) {
    for (String tag : others) {
      world.registry().putImage(namespace + "/" + name, tag);
    }
    world.registry().putImage(namespace + "/" + name, latest);
    if (cluster()
            .client()
            .resources(ImageRepository.class)
            .inNamespace(namespace)
            .withName(name)
            .get()
        == null) {
      follow(name);
    } else {
      request(ImageRepository.class, name);
    }
    cluster()
        .await(
            ImagePolicy.class,
            namespace,
            name,
            policy ->
                policy.status().latestRef() != null
                    && policy.status().latestRef().tag().equals(latest));
  }

  /** Scans an image and lets a policy of the same name select its highest version. */
  void follow(String name) {
    apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: %1$s}
        spec: {image: %2$s, interval: 1h, insecure: true}
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: %1$s, labels: {team: %1$s}}
        spec:
          imageRepositoryRef: {name: %1$s}
          policy: {semver: {range: '>=1.0.0'}}
        """
            .formatted(name, image(name)));
  }

  /** Names the repository to the controller. */
  void source(String extra) {
    apply(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: shop}
        spec:
          url: %s
          interval: 1h
          ref: {branch: main}
        """
                .formatted(repository.url())
            + extra.indent(2));
  }

  /**
   * Starts the automation.
   *
   * @param commit more of {@code spec.git.commit}
   * @param git more of {@code spec.git}
   * @param spec more of {@code spec}
   */
  void automation(String commit, String git, String spec) {
    apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata: {name: shop}
        spec:
          interval: 1h
          sourceRef: {kind: GitRepository, name: shop}
          git:
            commit:
              author: {name: Bot, email: bot@example.com}
        """
            + commit.indent(6)
            + git.indent(4)
            + spec.indent(2));
  }

  void apply(String yaml) {
    cluster().apply(namespace, yaml);
  }

  /** Waits until the automation's last attempt had this end. */
  ImageUpdateAutomation awaitAutomation(String reason, String... texts) {
    return awaitAutomation(
        automation -> {
          Condition ready = ready(automation);
          return ready != null
              && ready.reason().equals(reason)
              && Stream.of(texts).allMatch(ready.message()::contains)
              && ready.observedGeneration() == automation.getMetadata().getGeneration();
        });
  }

  ImageUpdateAutomation awaitAutomation(Predicate<ImageUpdateAutomation> expected) {
    return cluster().await(ImageUpdateAutomation.class, namespace, "shop", expected);
  }

  static @Nullable Condition ready(ImageUpdateAutomation automation) {
    return Conditions.find(automation.status().conditions(), "Ready").orElse(null);
  }

  static String commit(ImageUpdateAutomation automation) {
    return Objects.requireNonNull(automation.status().lastPushCommit());
  }

  /** Waits until the automation has made a commit that changed a file so. */
  ImageUpdateAutomation awaitPush(String branch, String text) {
    return awaitAutomation(
        automation ->
            automation.status().lastPushCommit() != null
                && repository
                    .head(branch)
                    .filter(automation.status().lastPushCommit()::equals)
                    .isPresent()
                && repository.read(branch, FILE).orElse("").contains(text));
  }

  /** Says what a controller says that is about to push. */
  void pushing(String commit) {
    cluster()
        .client()
        .resources(ImageUpdateAutomation.class)
        .inNamespace(namespace)
        .withName("shop")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"pendingPush\":{\"commit\":\"%1$s\",\"sourceRevision\":\"main@sha1:%1$s\"}}}"
                .formatted(commit));
  }

  /** Asks for a run and waits until it is done. */
  ImageUpdateAutomation runAgain() {
    String token = request(ImageUpdateAutomation.class, "shop");
    return awaitAutomation(
        automation -> token.equals(automation.status().lastHandledReconcileAt()));
  }

  String request(Class<? extends HasMetadata> kind, String name) {
    String token = UUID.randomUUID().toString();
    cluster()
        .client()
        .resources(kind)
        .inNamespace(namespace)
        .withName(name)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"%s\"}}}"
                .formatted(token));
    return token;
  }

  /** What the automation told about its commits so far; the status says so until its next run. */
  List<String> pushes() {
    return events().stream()
        .map(Notice::message)
        .filter(message -> message.startsWith("pushed commit"))
        .toList();
  }

  List<Notice> events() {
    return world.controllers().events().about(namespace, "shop");
  }
}
