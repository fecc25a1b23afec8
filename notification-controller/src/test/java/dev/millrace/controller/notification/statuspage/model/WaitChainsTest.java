package dev.millrace.controller.notification.statuspage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Why something waits. */
class WaitChainsTest {
  private static final String FROM_SHOP = "sourceRef: {kind: GitRepository, name: shop}";

  @Test
  void followsDependenciesToTheOneThatFails() {
    Item database = Objects.kustomization("database", "False", "HealthCheckFailed", "{}");
    Item backend =
        Objects.kustomization(
            "backend", "False", "DependencyNotReady", "{dependsOn: [{name: database}]}");
    Item frontend =
        Objects.kustomization(
            "frontend", "False", "DependencyNotReady", "{dependsOn: [{name: backend}]}");

    List<Wait> chain = chain(frontend, database, backend, frontend);

    assertThat(chain).extracting(wait -> wait.key().name()).containsExactly("backend", "database");
    assertThat(chain).extracting(Wait::relation).containsOnly("needs");
    assertThat(chain.getLast().health()).isEqualTo(Health.FAILING);
    assertThat(chain.getLast().why()).hasToString("database says HealthCheckFailed");
  }

  @Test
  void namesTheSourceWhenThatFails() {
    Item shop = Objects.repository("shop", "False", "GitOperationFailed");
    Item app = Objects.kustomization("app", "False", "ArtifactFailed", "{" + FROM_SHOP + "}");

    assertThat(chain(app, shop, app))
        .singleElement()
        .satisfies(
            wait -> {
              assertThat(wait.relation()).isEqualTo("is made from");
              assertThat(wait.key().name()).isEqualTo("shop");
            });
  }

  @Test
  void blamesNobodyForAFailureOfItsOwn() {
    Item shop = Objects.repository("shop", "True", "Succeeded");
    Item app = Objects.kustomization("app", "False", "BuildFailed", "{" + FROM_SHOP + "}");

    assertThat(chain(app, shop, app)).isEmpty();
  }

  @Test
  void saysSoWhenTheDependencyIsOutOfSight() {
    Item app =
        Objects.kustomization(
            "app", "False", "DependencyNotReady", "{dependsOn: [{name: db, namespace: hidden}]}");

    assertThat(chain(app, app))
        .singleElement()
        .satisfies(
            wait -> {
              assertThat(wait.seen()).isFalse();
              assertThat(wait.why()).hasToString("does not exist, or you may not see it");
            });
  }

  @Test
  void stopsWhereACircleCloses() {
    Item one =
        Objects.kustomization("one", "False", "DependencyNotReady", "{dependsOn: [{name: two}]}");
    Item two =
        Objects.kustomization("two", "False", "DependencyNotReady", "{dependsOn: [{name: one}]}");

    assertThat(chain(one, one, two))
        .extracting(wait -> wait.key().name())
        .containsExactly("two", "one");
  }

  @Test
  void doesNotBlameASuspendedSourceThatHasWhatIsNeeded() {
    Item shop =
        Objects.item(
            StatusKind.GIT_REPOSITORY,
            """
            metadata: {namespace: shop, name: shop}
            spec: {suspend: true}
            status: {conditions: [{type: Ready, status: "True", reason: Succeeded}]}
            """);
    Item app = Objects.kustomization("app", "False", "BuildFailed", "{" + FROM_SHOP + "}");

    assertThat(chain(app, shop, app)).isEmpty();
  }

  @Test
  void hasNothingToSayOfWhatIsReady() {
    Item shop = Objects.repository("shop", "False", "GitOperationFailed");
    Item app = Objects.kustomization("app", "True", "Succeeded", "{" + FROM_SHOP + "}");

    assertThat(chain(app, shop, app)).isEmpty();
  }

  private static List<Wait> chain(Item of, Item... all) {
    return new WaitChains(PageBuilder.byKey(Stream.of(all).toList())).of(of);
  }
}
