package dev.millrace.controller.imageautomation.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.servers.Login;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.TestAuthority;
import dev.millrace.servers.Transport;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How registries are reached, and how scans and policies hang together. */
@ExtendWith(SharedWorld.class)
class RegistriesLiveTest {
  private static final Login LOGIN = new Login("robot", "s3cret");

  private final World world;
  private final Shop shop;

  RegistriesLiveTest(World world) {
    this.world = world;
    this.shop = new Shop(world);
  }

  @Test
  void logsInWithTheSecretThatTheRepositoryNames() {
    try (OciRegistry registry = OciRegistry.start(0, LOGIN)) {
      registry.putImage("web", "1.0.0");
      repository(registry, "insecure: true");
      awaitFailure("ReadOperationFailed", "scan failed: GET http://" + registry.host());
      dockerConfig("pull", registry);
      repository(registry, "insecure: true, secretRef: {name: pull}");
      awaitScan(1);
    }
  }

  @Test
  void logsInWithThePullSecretsOfAServiceAccount() {
    try (OciRegistry registry = OciRegistry.start(0, LOGIN)) {
      registry.putImage("web", "1.0.0");
      dockerConfig("pull", registry);
      world
          .cluster()
          .client()
          .resource(
              new ServiceAccountBuilder()
                  .withNewMetadata()
                  .withName("puller")
                  .withNamespace(shop.namespace())
                  .endMetadata()
                  .withImagePullSecrets(new LocalObjectReference("pull"))
                  .build())
          .create();
      repository(registry, "insecure: true, serviceAccountName: puller");
      awaitScan(1);
    }
  }

  @Test
  void trustsTheAuthorityAndShowsTheCertificateOfACertSecret() {
    TestAuthority authority = TestAuthority.create();
    try (OciRegistry registry = OciRegistry.start(Transport.mutualTls(authority), null)) {
      registry.putImage("web", "1.0.0");
      repository(registry, "certSecretRef: {name: tls}");
      awaitFailure(
          "AuthenticationFailed", "failed to configure authentication options: failed to get TLS");
      TestAuthority.Identity client = authority.issue("client");
      secret(
          "tls",
          "kubernetes.io/tls",
          Map.of(
              "ca.crt", authority.certificate(),
              "tls.crt", client.certificate(),
              "tls.key", client.key()));
      shop.request(ImageRepository.class, "web");
      awaitScan(1);
    }
  }

  @Test
  void goesThroughTheProxyOfAProxySecret() {
    try (OciRegistry proxy = OciRegistry.start()) {
      proxy.putImage("web", "1.0.0");
      secret("proxy", "Opaque", Map.of("address", proxy.address().toString()));
      shop.apply(
          """
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImageRepository
          metadata: {name: web}
          spec:
            image: registry.example.com/web
            interval: 1h
            insecure: true
            proxySecretRef: {name: proxy}
          """);
      awaitScan(1);
    }
  }

  @Test
  void scansWhenAskedAndShowsTheLatestTags() {
    for (int i = 0; i < 12; i++) {
      world.registry().putImage(shop.namespace() + "/web", "1.%02d.0".formatted(i));
    }
    world.registry().putImage(shop.namespace() + "/web", "1.00.0.sig");
    repository(world.registry(), shop.namespace() + "/web", "insecure: true");
    ImageRepository scanned = awaitScan(12);
    assertThat(Objects.requireNonNull(scanned.status().lastScanResult()).latestTags())
        .hasSize(10)
        .startsWith("1.11.0", "1.10.0");
    assertThat(scanned.status().canonicalImageName()).isEqualTo(shop.image("web"));
    world.registry().putImage(shop.namespace() + "/web", "2.0.0");
    shop.request(ImageRepository.class, "web");
    awaitScan(13);
  }

  @Test
  void policiesSurviveTheLossOfStoredTags() {
    shop.release("web", "1.1.0", "1.0.0");
    world.loseTags();
    shop.apply(policy("late", "digestReflectionPolicy: Never", ""));
    assertThat(awaitTag("late", "1.1.0").status().latestRef()).isNotNull();
  }

  @Test
  void policiesFollowTheirRepositoryToAnotherImageWithTheSameTags() {
    shop.release("web", "1.0.0");
    shop.apply(policy("web", "digestReflectionPolicy: Never", ""));
    awaitTag("web", "1.0.0");
    world.registry().putImage(shop.namespace() + "/other", "1.0.0");
    repository(world.registry(), shop.namespace() + "/other", "insecure: true");
    awaitPolicy(
        "web",
        policy -> Objects.requireNonNull(policy.status().latestRef()).name().endsWith("/other"));
  }

  @Test
  void aRunWithoutAScanStillSaysWhatTheLastScanFound() {
    world.registry().putImage(shop.namespace() + "/web", "1.0.0");
    repository(world.registry(), shop.namespace() + "/web", "insecure: true");
    String found = ready(awaitScan(1));
    repository(
        world.registry(),
        shop.namespace() + "/web",
        "insecure: true, accessFrom: {namespaceSelectors: []}");
    ImageRepository again =
        world
            .cluster()
            .await(
                ImageRepository.class,
                shop.namespace(),
                "web",
                repository -> repository.status().observedGeneration() == 2);
    assertThat(ready(again)).isEqualTo(found).startsWith("successful scan: found 1 tags");
  }

  @Test
  void reflectsDigestsAsOftenAsThePolicySays() {
    String image = shop.namespace() + "/web";
    String first = world.registry().putImage(image, "1.0.0");
    shop.release("web", "1.0.0");
    shop.apply(policy("never", "digestReflectionPolicy: Never", ""));
    shop.apply(policy("once", "digestReflectionPolicy: IfNotPresent", ""));
    shop.apply(policy("always", "digestReflectionPolicy: Always, interval: 1h", ""));
    assertThat(digest(awaitTag("never", "1.0.0").status().latestRef())).isNull();
    assertThat(digest(awaitTag("once", "1.0.0").status().latestRef())).isEqualTo(first);
    assertThat(digest(awaitTag("always", "1.0.0").status().latestRef())).isEqualTo(first);

    String second =
        world
            .registry()
            .putArtifact(
                image, "1.0.0", "application/vnd.oci.image.config.v1+json", List.of(), Map.of());
    String token = shop.request(ImagePolicy.class, "once");
    shop.request(ImagePolicy.class, "always");
    ImagePolicy moved =
        awaitPolicy("always", policy -> second.equals(digest(policy.status().latestRef())));
    assertThat(digest(moved.status().observedPreviousRef())).isEqualTo(first);
    assertThat(ready(moved))
        .isEqualTo(
            "Latest image tag for %s resolved to 1.0.0 with digest %s (previously %1$s:1.0.0@%s)"
                .formatted(shop.image("web"), second, first));
    ImagePolicy kept =
        awaitPolicy("once", policy -> token.equals(policy.status().lastHandledReconcileAt()));
    assertThat(digest(kept.status().latestRef())).isEqualTo(first);
  }

  @Test
  void letsOtherNamespacesUseARepositoryOnlyIfItsOwnerAllows() {
    shop.release("web", "1.0.0");
    Shop other = new Shop(world);
    other.apply(
        policy("foreign", "digestReflectionPolicy: Never", ", namespace: " + shop.namespace()));
    world
        .cluster()
        .await(
            ImagePolicy.class,
            other.namespace(),
            "foreign",
            policy ->
                Conditions.find(policy.status().conditions(), "Ready")
                    .filter(ready -> ready.reason().equals("AccessDenied"))
                    .isPresent());
    world
        .cluster()
        .client()
        .namespaces()
        .withName(other.namespace())
        .edit(
            namespace ->
                new NamespaceBuilder(namespace)
                    .editMetadata()
                    .addToLabels("team", "blue")
                    .endMetadata()
                    .build());
    repository(
        world.registry(),
        shop.namespace() + "/web",
        "insecure: true, accessFrom: {namespaceSelectors: [{matchLabels: {team: blue}}]}");
    world
        .cluster()
        .await(
            ImagePolicy.class,
            other.namespace(),
            "foreign",
            policy -> policy.status().latestRef() != null);
  }

  private String policy(String name, String more, String repositoryNamespace) {
    return """
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImagePolicy
    metadata: {name: %s}
    spec: {imageRepositoryRef: {name: web%s}, policy: {semver: {range: '>=1.0.0'}}, %s}
    """
        .formatted(name, repositoryNamespace, more);
  }

  private static @Nullable String digest(@Nullable ImageRef image) {
    return image == null ? null : image.digest();
  }

  private static String ready(ReconciledObject<?> object) {
    return Conditions.find(object.status().conditions(), "Ready").orElseThrow().message();
  }

  private ImagePolicy awaitTag(String name, String tag) {
    return awaitPolicy(
        name,
        policy ->
            policy.status().latestRef() != null && policy.status().latestRef().tag().equals(tag));
  }

  private ImagePolicy awaitPolicy(String name, Predicate<ImagePolicy> expected) {
    return world.cluster().await(ImagePolicy.class, shop.namespace(), name, expected);
  }

  private void repository(OciRegistry registry, String more) {
    repository(registry, "web", more);
  }

  private void repository(OciRegistry registry, String image, String more) {
    shop.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: web}
        spec: {image: '%s/%s', interval: 1h, %s}
        """
            .formatted(registry.host(), image, more));
  }

  private ImageRepository awaitScan(int tags) {
    return world
        .cluster()
        .await(
            ImageRepository.class,
            shop.namespace(),
            "web",
            repository ->
                Conditions.holds(repository.status().conditions(), "Ready")
                    && repository.status().lastScanResult() != null
                    && repository.status().lastScanResult().tagCount() == tags);
  }

  private void awaitFailure(String reason, String text) {
    world
        .cluster()
        .await(
            ImageRepository.class,
            shop.namespace(),
            "web",
            repository ->
                Conditions.find(repository.status().conditions(), "Ready")
                    .filter(ready -> ready.reason().equals(reason))
                    .filter(ready -> ready.message().contains(text))
                    .isPresent());
  }

  private void dockerConfig(String name, OciRegistry registry) {
    String auth =
        Base64.getEncoder().encodeToString("robot:s3cret".getBytes(StandardCharsets.UTF_8));
    secret(
        name,
        "kubernetes.io/dockerconfigjson",
        Map.of(
            ".dockerconfigjson",
            "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), auth)));
  }

  private void secret(String name, String type, Map<String, String> data) {
    world
        .cluster()
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(shop.namespace())
                .endMetadata()
                .withType(type)
                .withStringData(data)
                .build())
        .create();
  }
}
