package dev.millrace.controller.notification.statuspage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page takes from an object. */
class ItemReaderTest {
  @ParameterizedTest
  @CsvSource({
    "True, ReconciliationSucceeded, READY",
    "False, BuildFailed, FAILING",
    "False, DependencyNotReady, WAITING",
    "False, SourceNotReady, WAITING",
    "Unknown, Progressing, PROGRESSING"
  })
  void judgesByTheReadyCondition(String status, String reason, Health health) {
    Item item = Objects.kustomization("app", status, reason, "{}");

    assertThat(item.health()).isEqualTo(health);
    assertThat(item.reason()).isEqualTo(reason);
    assertThat(item.summary()).hasToString("app says " + reason);
  }

  @Test
  void doesNotCallAnOldVerdictReady() {
    Item item =
        Objects.item(
            StatusKind.KUSTOMIZATION,
            """
            metadata: {namespace: shop, name: app, generation: 2}
            status:
              observedGeneration: 1
              conditions: [{type: Ready, status: "True", reason: ReconciliationSucceeded}]
            """);

    assertThat(item.health()).isEqualTo(Health.PROGRESSING);
  }

  @Test
  void putsStalledBeforeReady() {
    Item item =
        Objects.item(
            StatusKind.HELM_RELEASE,
            """
            metadata: {namespace: shop, name: app}
            status:
              conditions:
                - {type: Ready, status: "False", reason: UpgradeFailed, message: failed}
                - {type: Stalled, status: "True", reason: RetriesExceeded, message: gave up}
            """);

    assertThat(item.health()).isEqualTo(Health.FAILING);
    assertThat(item.reason()).isEqualTo("RetriesExceeded");
  }

  @Test
  void tellsSuspendedDeletedAndUnseenObjectsApart() {
    String head = "metadata: {namespace: shop, name: app%s}\nspec: {suspend: %s}\n";

    assertThat(Objects.item(StatusKind.BUCKET, head.formatted("", "true")).health())
        .isEqualTo(Health.SUSPENDED);
    assertThat(
            Objects.item(
                    StatusKind.BUCKET,
                    head.formatted(", deletionTimestamp: '2026-01-01T00:00:00Z'", "false"))
                .health())
        .isEqualTo(Health.PROGRESSING);
    assertThat(Objects.item(StatusKind.BUCKET, head.formatted("", "false")).health())
        .isEqualTo(Health.UNKNOWN);
  }

  @Test
  void takesAnAlertForFineUntilItCouldNotDeliver() {
    assertThat(Objects.item(StatusKind.ALERT, "metadata: {namespace: shop, name: chat}").health())
        .isEqualTo(Health.READY);
    assertThat(
            Objects.item(
                    StatusKind.ALERT,
                    """
                    metadata: {namespace: shop, name: chat}
                    status: {conditions: [{type: Undelivered, status: "True", reason: GivenUp}]}
                    """)
                .health())
        .isEqualTo(Health.FAILING);
  }

  @Test
  void findsWhatAnObjectIsMadeFromAndWhatItNeeds() {
    Item item =
        Objects.kustomization(
            "app",
            "True",
            "Ok",
            "{sourceRef: {kind: GitRepository, name: shop, namespace: other},"
                + " dependsOn: [{name: database}, {name: mesh, namespace: infra}]}");

    assertThat(item.source()).contains(new ItemKey("GitRepository", "other", "shop"));
    assertThat(item.dependsOn())
        .containsExactly(
            new ItemKey("Kustomization", "shop", "database"),
            new ItemKey("Kustomization", "infra", "mesh"));
  }

  @Test
  void findsTheChartOfARelease() {
    String release =
        """
        metadata: {namespace: shop, name: app}
        spec: {chart: {spec: {chart: app, sourceRef: {kind: HelmRepository, name: charts}}}}
        status: {helmChart: %s}
        """;

    assertThat(Objects.item(StatusKind.HELM_RELEASE, release.formatted("shop/shop-app")).source())
        .contains(new ItemKey("HelmChart", "shop", "shop-app"));
    assertThat(Objects.item(StatusKind.HELM_RELEASE, release.formatted("''")).source())
        .contains(new ItemKey("HelmRepository", "shop", "charts"));
  }

  @Test
  void listsAppliedObjectsAndSaysHowManyMoreThereAre() {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      entries.append("{id: shop_c%d__ConfigMap, v: v1}, ".formatted(i));
    }
    Item item =
        Objects.item(
            StatusKind.KUSTOMIZATION,
            """
            metadata: {namespace: shop, name: app}
            status: {inventory: {entries: [{id: nonsense}, %s]}}
            """
                .formatted(entries));

    assertThat(item.applied())
        .hasSize(12)
        .first()
        .isEqualTo(new AppliedObject("", "v1", "ConfigMap", "shop", "c0"));
    assertThat(item.moreApplied()).isEqualTo(18);
  }

  @Test
  void survivesAStatusOfAnyShape() {
    for (String status : List.of("7", "[]", "{conditions: 7}", "{conditions: [7, {type: []}]}")) {
      assertThat(
              Objects.item(
                      StatusKind.KUSTOMIZATION,
                      "metadata: {namespace: a, name: b}\nspec: []\nstatus: " + status)
                  .health())
          .isEqualTo(Health.UNKNOWN);
    }
  }

  /** SECURITY-CASES.md row 41. */
  @ParameterizedTest
  @CsvSource({
    "https://git.example.com/shop, true",
    "http://git.example.com/shop, true",
    "ssh://git@git.example.com/shop, false",
    "javascript:alert(1), false",
    "JavaScript://git.example.com/%0aalert(1), false",
    "data:text/html;base64;x, false",
    "https://user:pass@git.example.com/shop, false",
    "https://git.example.com/shop?private_token=abc, false",
    "oci://registry.example.com/x, false"
  })
  void linksOnlyPlainWebAddresses(String url, boolean linked) {
    Item item =
        Objects.item(
            StatusKind.GIT_REPOSITORY,
            "metadata: {namespace: a, name: b}\nspec: {url: '%s'}".formatted(url));

    assertThat(item.hasLink()).isEqualTo(linked);
    assertThat(item.address().toString()).doesNotContain("user:pass", "abc");
  }
}
