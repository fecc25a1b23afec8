package dev.millrace.controller.imageautomation.live;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Conditions;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Production follows what staging has run healthy for a while. */
@ExtendWith(SharedWorld.class)
class PromotionLiveTest {
  private final World world;
  private final Shop shop;

  PromotionLiveTest(World world) {
    this.world = world;
    this.shop = new Shop(world);
    shop.repository().commit("First", Map.of(Shop.FILE, shop.deployment("0.1.0")));
    shop.source("");
  }

  @Test
  void promotesWhatStagingHasProven() {
    shop.release("web", "1.0.0");
    production("30m");
    awaitMessage("has not committed 1.0.0 yet|shop does not exist");

    shop.automation("", "", "");
    shop.awaitPush("main", ":1.0.0");
    recheck();
    awaitMessage("is not healthy with 1.0.0 yet|does not exist");

    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    staging(now);
    recheck();
    awaitMessage("1.0.0 is promoted at");

    production("0s");
    recheck();
    world
        .cluster()
        .await(
            ImagePolicy.class,
            shop.namespace(),
            "production",
            policy ->
                policy.status().latestRef() != null
                    && policy.status().latestRef().tag().equals("1.0.0"));
  }

  private void production(String after) {
    shop.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata:
          name: production
          annotations:
            millrace.dev/promote-from: %1$s/web
            millrace.dev/promote-automation: %1$s/shop
            millrace.dev/promote-when-healthy: Kustomization/%1$s/staging
            millrace.dev/promote-after: %2$s
        spec:
          imageRepositoryRef: {name: web}
          policy: {semver: {range: '>=1.0.0'}}
        """
            .formatted(shop.namespace(), after));
  }

  private void recheck() {
    shop.request(ImagePolicy.class, "production");
  }

  private void staging(Instant healthySince) {
    shop.apply(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: staging}
        spec: {interval: 1h, prune: true, path: ./, sourceRef: {kind: GitRepository, name: shop}}
        """);
    world
        .cluster()
        .client()
        .resources(Kustomization.class)
        .inNamespace(shop.namespace())
        .withName("staging")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status":{"conditions":[{"type":"Ready","status":"True","reason":"ReconciliationSucceeded",
            "message":"","lastTransitionTime":"%s","observedGeneration":1}]}}
            """
                .formatted(healthySince));
  }

  private void awaitMessage(String pattern) {
    world
        .cluster()
        .await(
            ImagePolicy.class,
            shop.namespace(),
            "production",
            policy ->
                Conditions.find(policy.status().conditions(), "Ready")
                    .filter(ready -> ready.reason().equals("GateClosed"))
                    .filter(ready -> ready.message().matches("(?s).*(" + pattern + ").*"))
                    .isPresent());
  }
}
