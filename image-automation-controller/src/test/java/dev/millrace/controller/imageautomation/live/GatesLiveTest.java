package dev.millrace.controller.imageautomation.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.meta.Conditions;
import dev.millrace.servers.CosignKey;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an image has to pass before a policy selects it. */
@ExtendWith(SharedWorld.class)
class GatesLiveTest {
  private static final String OLD = "2020-01-01T00:00:00Z";
  private static final String FUTURE = "2999-01-01T00:00:00Z";

  private final World world;
  private final Shop shop;

  GatesLiveTest(World world) {
    this.world = world;
    this.shop = new Shop(world);
  }

  @Test
  void selectsTheLatestImageThatExistsForTheWantedPlatforms() {
    image("1.0.0", "amd64", OLD);
    image("1.1.0", "arm64", OLD);
    shop.follow("web");
    gated("require-platforms", "linux/amd64");
    awaitTag("1.0.0");
  }

  @Test
  void waitsUntilAnImageIsOldEnough() {
    image("1.0.0", "amd64", OLD);
    image("1.1.0", "amd64", FUTURE);
    shop.follow("web");
    gated("minimum-age", "24h");
    awaitTag("1.0.0");
  }

  @Test
  void selectsOnlySignedImages() {
    CosignKey key = CosignKey.generate("EC");
    world
        .cluster()
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("cosign")
                .withNamespace(shop.namespace())
                .endMetadata()
                .addToStringData("release.pub", key.publicKey())
                .build())
        .create();
    String signed = image("1.0.0", "amd64", OLD);
    image("1.1.0", "amd64", OLD);
    key.sign(world.registry(), shop.namespace() + "/web", signed);
    shop.follow("web");
    gated("require-cosign-key", "cosign");
    awaitTag("1.0.0");
  }

  @Test
  void neverGoesBackWhenTheLatestTagIsTakenAway() {
    image("1.0.0", "amd64", OLD);
    image("1.1.0", "amd64", OLD);
    shop.follow("web");
    gated("never-downgrade", "enabled");
    awaitTag("1.1.0");
    world.registry().removeTag(shop.namespace() + "/web", "1.1.0");
    shop.request(ImageRepository.class, "web");
    ImagePolicy kept = awaitMessage("1.0.0: it comes before 1.1.0");
    assertThat(kept.status().latestRef()).extracting(ImageRef::tag).isEqualTo("1.1.0");
  }

  @Test
  void saysWhyNoTagPassesAndWhatIsWronglyWritten() {
    image("1.0.0", "arm64", OLD);
    shop.follow("web");
    gated("require-platforms", "linux/amd64");
    awaitMessage("1.0.0: it does not exist for linux/amd64");
    gated("minimum-age", "soon");
    awaitMessage("millrace.dev/minimum-age is 'soon'");
  }

  private String image(String tag, String architecture, String created) {
    return world
        .registry()
        .putImage(
            shop.namespace() + "/web",
            tag,
            "{\"os\":\"linux\",\"architecture\":\"%s\",\"created\":\"%s\"}"
                .formatted(architecture, created));
  }

  private void gated(String gate, String value) {
    shop.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata:
          name: gated
          annotations: {millrace.dev/%s: '%s', reconcile.fluxcd.io/requestedAt: '%s'}
        spec:
          imageRepositoryRef: {name: web}
          policy: {semver: {range: '>=1.0.0'}}
        """
            .formatted(gate, value, gate + value));
  }

  private void awaitTag(String tag) {
    world
        .cluster()
        .await(
            ImagePolicy.class,
            shop.namespace(),
            "gated",
            policy ->
                policy.status().latestRef() != null
                    && policy.status().latestRef().tag().equals(tag));
  }

  private ImagePolicy awaitMessage(String text) {
    return world
        .cluster()
        .await(
            ImagePolicy.class,
            shop.namespace(),
            "gated",
            policy ->
                Conditions.find(policy.status().conditions(), "Ready")
                    .filter(ready -> ready.reason().equals("GateClosed"))
                    .filter(ready -> ready.message().contains(text))
                    .isPresent());
  }
}
