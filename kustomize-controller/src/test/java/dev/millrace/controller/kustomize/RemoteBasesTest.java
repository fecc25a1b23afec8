package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.Login;
import dev.millrace.servers.ScriptedServer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kustomizations that refer to files and repositories of other hosts. */
@OnStage
class RemoteBasesTest {
  private static final String LOCAL = "--egress-allow-cidrs=127.0.0.0/8";

  private Stage stage;
  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
    use(stage.scene(LOCAL, "--full-check-every=0"));
  }

  private void use(Scene opened) {
    scene = opened;
    spec = "prune: true\ninterval: 1s\ntargetNamespace: " + scene.namespace() + "\n";
  }

  @Test
  void appliesABranchOfARepositoryAndWhatIsPushedToIt() {
    try (GitServer server = GitServer.start();
        GitRemote bases = server.create("bases")) {
      bases.commit("one", base("blue"));
      commit("resources: ['%s//web?ref=main']\nnamePrefix: dev-\n".formatted(bases.url()));
      scene.kustomization("app", spec);
      scene.awaitReady("app");
      assertThat(scene.configMap("dev-colors")).containsEntry("web", "blue");

      bases.commit("two", base("green"));

      scene.until("the push", () -> "green".equals(scene.configMap("dev-colors").get("web")));
    }
  }

  @Test
  void fetchesARepositoryOnlyWhenItHasChanged() {
    try (GitServer server = GitServer.start();
        GitRemote bases = server.create("bases")) {
      bases.annotatedTag("v1", bases.commit("one", base("blue")), null);
      commit("resources: ['%s//web?ref=v1']\n".formatted(bases.url()));
      scene.kustomization("app", spec);
      scene.awaitReady("app");
      scene.awaitSettled("app");
      int packs = server.packs();
      int asked = server.advertisements();

      scene.until("it is asked again", () -> server.advertisements() > asked + 1);

      assertThat(server.packs()).isEqualTo(packs);
    }
  }

  @Test
  void asksNobodyAboutACommit() {
    try (GitServer server = GitServer.start();
        GitRemote bases = server.create("bases")) {
      String commit = bases.commit("one", base("blue"));
      commit("resources: ['%s//web?ref=%s']\n".formatted(bases.url(), commit));
      scene.kustomization("app", spec);
      scene.awaitReady("app");
      scene.awaitSettled("app");
      int asked = server.advertisements();
      int runs = scene.runs("app");

      scene.until("some intervals", () -> scene.runs("app") > runs + 2);

      assertThat(server.advertisements()).isEqualTo(asked);
      assertThat(scene.configMap("colors")).containsEntry("web", "blue");
    }
  }

  @Test
  void appliesAFileOfTheWebAndItsChanges() {
    AtomicReference<String> file =
        new AtomicReference<>(Manifests.configMap("motd", "text: hello"));
    try (ScriptedServer web =
        ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 200, file.get()))) {
      commit("resources: ['%s/motd.yaml']\n".formatted(web.address()));
      scene.kustomization("app", spec);
      scene.awaitReady("app");
      assertThat(scene.configMap("motd")).containsEntry("text", "hello");

      file.set(Manifests.configMap("motd", "text: goodbye"));

      scene.until("the change", () -> "goodbye".equals(scene.configMap("motd").get("text")));
    }
  }

  @Test
  void keepsWhatIsAppliedWhileTheOtherHostIsAway() {
    GitServer server = GitServer.start();
    try (server;
        GitRemote bases = server.create("bases")) {
      bases.commit("one", base("blue"));
      commit("resources: ['%s//web']\n".formatted(bases.url()));
      scene.kustomization("app", spec);
      scene.awaitReady("app");
      scene.awaitSettled("app");
    }
    int runs = scene.runs("app");

    scene.until("some intervals", () -> scene.runs("app") > runs + 2);

    assertThat(scene.condition("app", "Ready").orElseThrow().status().toString())
        .isEqualToIgnoringCase("true");
  }

  @Test
  void saysWhereAndWhyABaseCanNotBeHad() {
    try (GitServer server = GitServer.start();
        GitRemote bases = server.create("bases")) {
      bases.commit("one", base("blue"));
      commit(
          """
          resources:
          - '%1$s//web?ref=v9'
          - '%2$s/none.yaml'
          - git@git.example.com:org/repo//base
          - https://nowhere.invalid/base.yaml
          """
              .formatted(bases.url(), server.address()));

      scene.kustomization("app", spec);

      assertThat(scene.awaitFailure("app", "BuildFailed").message())
          .contains(
              "kustomization.yaml:2: resources[0]: remote reference '%s//web?ref=v9' can't be"
                      .formatted(bases.url())
                  + " fetched",
              "the repository has no branch, tag or commit 'v9'",
              "kustomization.yaml:3: resources[1]",
              "/none.yaml answered 404",
              "kustomization.yaml:4: resources[2]",
              "there is no key for SSH",
              "kustomization.yaml:5: resources[3]",
              "no such host");
    }
  }

  @Test
  void row7ShowsNoPasswordOfAReference() {
    try (GitServer server = GitServer.start(0, new Login("me", "wrong-canary"))) {
      String address = server.address().toString().replace("://", "://me:canary-0815@");
      commit("resources: ['%s/bases.git//web']\n".formatted(address));

      scene.kustomization("app", spec);

      assertThat(scene.awaitFailure("app", "BuildFailed").message())
          .contains("://***@", "authentication required")
          .doesNotContain("canary-0815");
      assertThat(scene.events("app"))
          .noneMatch(event -> event.getMessage().contains("canary-0815"));
    }
  }

  @Test
  void fetchesWithThePasswordOfAReference() {
    try (GitServer server = GitServer.start(0, new Login("me", "right"));
        GitRemote bases = server.create("bases")) {
      bases.commit("one", base("blue"));
      String address = bases.url().toString().replace("://", "://me:right@");
      commit("resources: ['%s//web']\n".formatted(address));

      scene.kustomization("app", spec);

      scene.awaitReady("app");
      assertThat(scene.configMap("colors")).containsEntry("web", "blue");
    }
  }

  @Test
  void fetchesNothingWhereTheFlagForbidsIt() {
    use(stage.scene(LOCAL, "--no-remote-bases"));
    try (ScriptedServer web =
        ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 200, "kind: No"))) {
      commit("resources: ['%s/a.yaml']\n".formatted(web.address()));

      scene.kustomization("app", spec);

      assertThat(scene.awaitFailure("app", "BuildFailed").message())
          .contains("kustomization.yaml:1: resources[0]", "--no-remote-bases");
      assertThat(web.requests()).isEmpty();
    }
  }

  private void commit(String kustomization) {
    scene.commit("shop", Map.of("kustomization.yaml", kustomization));
  }

  private static Map<String, @Nullable String> base(String color) {
    return Map.of(
        "web/kustomization.yaml",
        "resources: [../shared]\n",
        "shared/kustomization.yaml",
        "resources: [colors.yaml]\n",
        "shared/colors.yaml",
        Manifests.configMap("colors", "web: " + color));
  }
}
