package dev.millrace.chaos.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of the notifications of a play is lost or came again. */
class NotificationsTest {
  private static final List<String> COMMITS = List.of("1", "2");
  private final List<String> heard =
      new ArrayList<>(
          List.of(
              body("GitRepository", "NewArtifact", "main@sha1:1"),
              body("GitRepository", "NewArtifact", "main@sha1:2"),
              body("Kustomization", "ReconciliationSucceeded", "main@sha1:1"),
              body("Kustomization", "ReconciliationSucceeded", "main@sha1:2"),
              body("HelmRelease", "InstallSucceeded", "0.1.0"),
              body("HelmRelease", "UpgradeSucceeded", "0.2.0"),
              body("ImageUpdateAutomation", "Succeeded", "main@sha1:2")));

  @Test
  void nothingIsLostWhenEachPieceOfNewsCameOnce() {
    assertThat(notifications().lost()).isEmpty();
    assertThat(notifications().repeated()).isEmpty();
  }

  @Test
  void whatDidNotComeIsLostAlthoughItsObjectWasHeardOfOtherwise() {
    heard.set(3, body("Kustomization", "BuildFailed", "main@sha1:2"));
    assertThat(notifications().lost())
        .containsExactly("Kustomization ReconciliationSucceeded main@sha1:2");
  }

  @Test
  void anInstallThatWasCutAndUpgradedIsToldAsWell() {
    heard.set(4, body("HelmRelease", "UpgradeSucceeded", "0.1.0"));
    assertThat(notifications().lost()).isEmpty();
  }

  @Test
  void whatCameAgainIsTold() {
    heard.add(heard.getFirst());
    heard.add(heard.getFirst());
    assertThat(notifications().repeated())
        .containsExactly(
            "GitRepository NewArtifact main@sha1:1", "GitRepository NewArtifact main@sha1:1");
  }

  @Test
  void theNewsOfARemovalIsNotThatOfTheRunBeforeIt() {
    heard.set(
        3,
        """
        {"involvedObject":{"kind":"Kustomization"},"reason":"ReconciliationSucceeded",\
        "message":"ConfigMap/ns/a deleted","metadata":{"revision":"main@sha1:2"}}
        """);
    assertThat(notifications().lost())
        .containsExactly("Kustomization ReconciliationSucceeded main@sha1:2");
  }

  private Notifications notifications() {
    return new Notifications(heard, COMMITS);
  }

  private static String body(String kind, String reason, String revision) {
    return """
        {"involvedObject":{"kind":"%s"},"reason":"%s","metadata":{"revision":"%s"}}
        """
        .formatted(kind, reason, revision);
  }
}
