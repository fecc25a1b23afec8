package dev.millrace.controller.imageautomation.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Conditions;
import dev.millrace.controller.imageautomation.pullrequest.FakeForge;
import dev.millrace.servers.CosignKey;
import dev.millrace.servers.Repository;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample of three stages, as it stands in manifests/samples/promotion. */
@ExtendWith(SharedWorld.class)
class PromotionSampleLiveTest {
  private static final String OLD = "2020-01-01T00:00:00Z";

  private final FakeForge forge = new FakeForge();
  private final CosignKey key = CosignKey.generate("EC");
  private final World world;
  private final Shop shop;

  PromotionSampleLiveTest(World world) {
    this.world = world;
    this.shop = new Shop(world);
    shop.repository()
        .commit(
            "First",
            Map.of(
                "dev.yaml", overlay("dev", "main-a0-1"),
                "staging.yaml", overlay("staging", "1.3.2"),
                "production.yaml", overlay("production", "1.3.2")));
    shop.source("");
    secret("web-signing-keys", "release.pub", key.publicKey());
    secret("forge", "token", "t0ken");
  }

  @AfterEach
  void stop() {
    forge.close();
  }

  @Test
  void eachStageTakesWhatItMay() throws IOException {
    world.registry().putImage(image(), "main-b1-2");
    key.sign(world.registry(), image(), indexFor("1.4.0"));
    key.sign(world.registry(), image(), only("amd64", "1.5.0"));
    indexFor("1.6.0");

    shop.apply(sample("policies.yaml"));
    shop.apply(sample("automations.yaml"));
    awaitTag("web-dev", "main-b1-2");
    awaitTag("web-staging", "1.4.0");
    world
        .cluster()
        .await(
            ImageUpdateAutomation.class,
            shop.namespace(),
            "staging",
            automation -> read("main", "staging").contains("1.4.0"));
    assertThat(read("main", "dev")).contains("main-b1-2");
    assertThat(read("main", "production")).contains("1.3.2");

    runStagingHealthy();
    awaitWaiting("1.4.0 is promoted at");
    shop.apply(sample("policies.yaml").replace("promote-after: 30m", "promote-after: 0s"));
    shop.request(ImagePolicy.class, "web-production");
    awaitTag("web-production", "1.4.0");
    world
        .cluster()
        .await(
            ImageUpdateAutomation.class,
            shop.namespace(),
            "production",
            automation -> automation.status().lastPushCommit() != null);
    assertThat(read("release-to-production", "production")).contains("1.4.0");
    assertThat(read("main", "production")).contains("1.3.2");
    assertThat(forge.changes())
        .singleElement()
        .satisfies(
            call -> assertThat(call.body().toString()).contains("title=Release to production"));
  }

  /** The sample, in the namespace and with the servers of this test. */
  private String sample(String file) throws IOException {
    return Files.readString(Repository.root().resolve("manifests/samples/promotion").resolve(file))
        .replace("namespace: shop", "namespace: " + shop.namespace())
        .replace(" shop/", " " + shop.namespace() + "/")
        .replace("/shop/web-staging", "/" + shop.namespace() + "/web-staging")
        .replace("ghcr.io/example/shop/web\n", shop.image("web") + "\n  insecure: true\n")
        .replace(
            "    millrace.dev/pull-request: github\n",
            """
                millrace.dev/pull-request: github
                millrace.dev/pull-request-api: %s
                millrace.dev/pull-request-secret: forge
            """
                .formatted(forge.address()));
  }

  private String overlay(String stage, String tag) {
    return "images:\n- name: web\n  newTag: %s # {\"$imagepolicy\": \"%s:web-%s:tag\"}\n"
        .formatted(tag, shop.namespace(), stage);
  }

  private String image() {
    return shop.namespace() + "/web";
  }

  private String read(String branch, String stage) {
    return shop.repository().read(branch, stage + ".yaml").orElse("");
  }

  private String indexFor(String tag) {
    String amd64 = only("amd64", "build-amd64-" + tag);
    String arm64 = only("arm64", "build-arm64-" + tag);
    return world
        .registry()
        .putIndex(image(), tag, Map.of("linux/amd64", amd64, "linux/arm64", arm64));
  }

  private String only(String architecture, String tag) {
    return world
        .registry()
        .putImage(
            image(),
            tag,
            "{\"os\":\"linux\",\"architecture\":\"%s\",\"created\":\"%s\"}"
                .formatted(architecture, OLD));
  }

  private void runStagingHealthy() {
    shop.apply(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: web-staging}
        spec: {interval: 1h, prune: true, path: ./, sourceRef: {kind: GitRepository, name: shop}}
        """);
    world
        .cluster()
        .client()
        .resources(Kustomization.class)
        .inNamespace(shop.namespace())
        .withName("web-staging")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status":{"conditions":[{"type":"Ready","status":"True","reason":"ReconciliationSucceeded",
            "message":"","lastTransitionTime":"%s","observedGeneration":1}]}}
            """
                .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    shop.request(ImagePolicy.class, "web-production");
  }

  private void awaitTag(String policy, String tag) {
    world
        .cluster()
        .await(
            ImagePolicy.class,
            shop.namespace(),
            policy,
            each ->
                each.status().latestRef() != null && each.status().latestRef().tag().equals(tag));
  }

  private void awaitWaiting(String text) {
    world
        .cluster()
        .await(
            ImagePolicy.class,
            shop.namespace(),
            "web-production",
            each ->
                Conditions.find(each.status().conditions(), "Ready")
                    .filter(ready -> ready.reason().equals("GateClosed"))
                    .filter(ready -> ready.message().contains(text))
                    .isPresent());
  }

  private void secret(String name, String entry, String value) {
    world
        .cluster()
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(shop.namespace())
                .endMetadata()
                .addToStringData(entry, value)
                .build())
        .create();
  }
}
