package dev.millrace.controller.imageautomation.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.imageautomation.pullrequest.FakeForge;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A push branch with a pull request, from the first change to the last. */
@ExtendWith(SharedWorld.class)
class PullRequestsLiveTest {
  private final FakeForge forge = new FakeForge();
  private final Shop shop;

  PullRequestsLiveTest(World world) {
    this.shop = new Shop(world);
    shop.repository().commit("First", Map.of(Shop.FILE, shop.deployment("1.0.0")));
    shop.source("");
    world
        .cluster()
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("forge")
                .withNamespace(shop.namespace())
                .endMetadata()
                .addToStringData("token", "t0ken")
                .build())
        .create();
  }

  @AfterEach
  void stop() {
    forge.close();
  }

  @Test
  void opensOneForTheChangeAndClosesItWhenTheChangeIsGone() {
    shop.release("web", "1.1.0", "1.0.0");
    automation();
    shop.awaitPush("images", ":1.1.0");
    assertThat(shop.pushes()).singleElement().asString().contains("to branch 'images'");
    assertThat(forge.changes()).hasSize(1);
    assertThat(forge.changes().getFirst().body().toString())
        .contains("head=images", "base=main", "title=Update from image update automation");

    forge.lists(
        Map.of(
            "number",
            7L,
            "title",
            "Update from image update automation",
            "body",
            "",
            "head",
            Map.of("ref", "images"),
            "base",
            Map.of("ref", "main")));
    shop.repository().commit("By hand", Map.of(Shop.FILE, shop.deployment("1.1.0")));
    shop.runAgain();
    assertThat(forge.changes()).hasSizeGreaterThan(1);
    assertThat(forge.changes().getLast().body().toString()).isEqualTo("{state=closed}");
  }

  @Test
  void doesNotPushAgainWhenOnlyThePullRequestFailed() {
    forge.failNext(1);
    shop.release("web", "1.1.0", "1.0.0");
    automation();
    shop.awaitAutomation("Succeeded", "repository up-to-date");
    String commit = shop.repository().head("images").orElseThrow();
    assertThat(shop.repository().parentOf(commit))
        .isEqualTo(shop.repository().head("main").orElseThrow());
    assertThat(shop.pushes()).hasSize(1);
    assertThat(forge.changes()).hasSize(1);
  }

  private void automation() {
    shop.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata:
          name: shop
          annotations:
            millrace.dev/pull-request: github
            millrace.dev/pull-request-api: %s
            millrace.dev/pull-request-secret: forge
        spec:
          interval: 1h
          sourceRef: {kind: GitRepository, name: shop}
          git:
            commit:
              author: {name: Bot, email: bot@example.com}
            push: {branch: images}
        """
            .formatted(forge.address()));
  }
}
