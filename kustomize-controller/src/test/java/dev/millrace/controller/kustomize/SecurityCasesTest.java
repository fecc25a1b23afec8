package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.controller.kustomize.stage.ArtifactServer.Served;
import dev.millrace.controller.kustomize.stage.HostileArchive;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import dev.millrace.servers.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Further rows of SECURITY-CASES, which the names of the tests begin with. Rows 1, 3, 4, 14, 17,
 * 28, 30, 45 and 47 to 49 are in {@link HostileInputTest}; 2, 36, 37, 39 and 44 in {@link
 * TenancyTest}; 8 and 35 in {@link RestrictionsTest}.
 */
@OnStage
class SecurityCasesTest {
  private static final String CANARY = "canary-0815";

  private Stage stage;
  private Scene scene;
  private String spec;

  @BeforeEach
  void open(Stage opened) {
    stage = opened;
    use(stage.scene());
  }

  private void use(Scene opened) {
    scene = opened;
    spec = "prune: true\ntargetNamespace: " + scene.namespace() + "\n";
  }

  /** All that lies on disk is the packed artifact, while it is downloaded and unpacked. */
  @Test
  void row5AnArtifactLiesInAFileOfItsOwnerAndOnlyWhileItIsRead() {
    Served served = scene.serve(Map.of("map.yaml", Manifests.configMap("a", "a: b")));
    Runnable release = scene.hold(served);
    Set<Path> before = filesOfArtifacts();
    scene.publish("shop", served);
    scene.kustomization("app", spec);
    scene.until("it is being downloaded", () -> scene.downloads(served) > 0);

    Set<Path> files = filesOfArtifacts();
    files.removeAll(before);

    assertThat(files)
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
    release.run();
    scene.awaitReady("app");
    scene.until("nothing of it is left", () -> files.stream().noneMatch(Files::exists));
  }

  private static Set<Path> filesOfArtifacts() {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(file -> file.getFileName().toString().startsWith("millrace-artifact-"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void row6AnObjectWithABadDurationIsRefusedAndAHundredOthersGoOn() {
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("a", "a: b")));
    scene.oldKustomization("bad", "interval: 1y\nprune: true");

    for (int i = 0; i < 100; i++) {
      scene.kustomization("good-" + i, spec + "namePrefix: n" + i + "-");
    }

    for (int i = 0; i < 100; i++) {
      scene.awaitReady("good-" + i);
    }
    scene.await("bad", ks -> ks.status().conditions().stream().anyMatch(Condition::fails));
  }

  @Test
  void row7CredentialsOfAKubeconfigAreInNoMessage() {
    scene.secret(
        "remote",
        Map.of(
            "value",
            """
            apiVersion: v1
            kind: Config
            clusters:
            - {name: c, cluster: {server: "http://127.0.0.1:1"}}
            users:
            - {name: u, user: {token: %s}}
            contexts:
            - {name: x, context: {cluster: c, user: u}}
            current-context: x
            """
                .formatted(CANARY)));
    scene.commit("shop", Map.of("map.yaml", Manifests.configMap("a", "a: b")));

    scene.kustomization("app", spec + "kubeConfig: {secretRef: {name: remote}}");

    assertThat(scene.awaitFailure("app", "ReconciliationFailed").message()).doesNotContain(CANARY);
    assertNowhere(CANARY);
  }

  /** As our own definitions say it. */
  @Test
  void row12SchemasOfDefinitionsThatOptOutAreNotSubstituted() {
    scene.commit("shop", Map.of("crd.yaml", definition("a ${color} b")));

    scene.kustomization("app", "prune: true\npostBuild: {substitute: {color: red}}");
    scene.awaitReady("app");

    assertThat(
            scene
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("sprockets.row12.millrace.dev")
                .require()
                .getSpec()
                .getVersions()
                .getFirst()
                .getSchema()
                .getOpenAPIV3Schema()
                .getDescription())
        .isEqualTo("a ${color} b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../../../etc/passwd", "gone.yaml", "map.yaml"})
  void row15LinksInArtifactsLeadNowhere(String target) {
    for (boolean symbolic : new boolean[] {true, false}) {
      HostileArchive archive = new HostileArchive();
      byte[] packed =
          (symbolic
                  ? archive.symbolicLink("map.yaml", target)
                  : archive.hardLink("map.yaml", target))
              .file("kustomization.yaml", "resources: [map.yaml]")
              .pack();
      scene.publish("shop", scene.serve(packed));

      scene.kustomization("app", spec + "namePrefix: " + (symbolic ? "s-" : "h-"));

      Condition ready = scene.awaitAnyFailure("app");
      assertThat(ready.message()).doesNotContain("root:x:", "Exception");
    }
  }

  @Test
  void row18DecompressionBombsEnd() {
    byte[] bomb = new HostileArchive().zeros("map.yaml", 600L << 20).pack();
    scene.publish("shop", scene.serve(bomb));

    scene.kustomization("app", spec);

    assertThat(scene.awaitFailure("app", "ArtifactFailed").message()).contains("limit");
  }

  @Test
  void row29DriftOfSecretAnnotationsShowsNoValues() {
    scene.commit(
        "shop",
        Map.of(
            "secret.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: login}\nstringData: {k: %s}"
                .formatted(CANARY)));
    scene.kustomization("app", spec);
    scene.awaitReady("app");

    scene
        .client()
        .secrets()
        .inNamespace(scene.namespace())
        .withName("login")
        .edit(
            secret -> {
              secret
                  .getMetadata()
                  .setAnnotations(
                      Map.of(
                          "kubectl.kubernetes.io/last-applied-configuration",
                          "{\"stringData\":{\"k\":\"" + CANARY + "\"}}"));
              secret.setData(Map.of("k", "b3RoZXI="));
              return secret;
            });
    scene.awaitEvent("app", "drifted and is reverted");

    assertNowhere(CANARY);
    assertNowhere("b3RoZXI=");
  }

  @Test
  void row38OnlyWhatHasTheDigestOfTheSourceIsApplied() {
    var good = scene.serve(Map.of("map.yaml", Manifests.configMap("good", "a: b")));
    var evil = scene.serve(Map.of("map.yaml", Manifests.configMap("evil", "a: b")));
    scene.publish("shop", new Served(evil.url(), good.digest()));

    scene.kustomization("app", spec);

    assertThat(scene.awaitFailure("app", "ArtifactFailed").message()).contains("digest");
    assertThat(scene.configMap("evil")).isEmpty();
  }

  @Test
  void row46NoBaseIsFetchedFromTheNode() {
    try (ScriptedServer internal =
        ScriptedServer.start(exchange -> ScriptedServer.reply(exchange, 200, "secret: yes"))) {
      scene.commit(
          "shop",
          Map.of(
              "kustomization.yaml", "resources: ['%s/base.yaml']".formatted(internal.address())));

      scene.kustomization("app", spec);

      assertThat(scene.awaitFailure("app", "BuildFailed").message())
          .contains("is in a network that must not be reached");
      assertThat(internal.requests()).isEmpty();
    }
  }

  private void assertNowhere(String text) {
    assertThat(scene.get("app").status().toString()).doesNotContain(text);
    assertThat(scene.events("app")).noneMatch(event -> event.getMessage().contains(text));
  }

  private static String definition(String description) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata:
      name: sprockets.row12.millrace.dev
      annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}
    spec:
      group: row12.millrace.dev
      names: {kind: Sprocket, plural: sprockets}
      scope: Namespaced
      versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema: {type: object, description: "%s"}
    """
        .formatted(description);
  }
}
