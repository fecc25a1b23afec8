package dev.millrace.controller.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.runtime.event.Notice;
import dev.millrace.servers.ChartRepository;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.GitSshServer;
import dev.millrace.servers.Login;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.servers.SshKey;
import dev.millrace.servers.TarGz;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users get wrong and what goes wrong around them, on a real API server: each object says what
 * and where with Flux's reason, no secret is shown, and all other objects go on.
 */
@SuppressWarnings("NullAway.Init")
class BadInputTest {
  private static final String FLUX = "application/vnd.cncf.flux.content.v1.tar+gzip";
  private static final String PASSWORD = "wr0ng-s3cret";

  @TempDir private static Path storage;
  private static final GitServer GIT = GitServer.start();
  private static final GitServer CLOSED_GIT = GitServer.start(0, new Login("reader", "right"));
  private static final GitSshServer SSH = GitSshServer.start(GIT);
  private static final OciRegistry REGISTRY = OciRegistry.start();
  private static final OciRegistry CLOSED_REGISTRY =
      OciRegistry.start(0, new Login("reader", "right"));
  private static final ChartRepository CHARTS = ChartRepository.start();
  private static final ChartRepository CLOSED_CHARTS =
      ChartRepository.start(0, new Login("reader", "right"));
  private static final ScriptedServer BROKEN_CHARTS = ScriptedServer.start(BadInputTest::broken);
  private static final GitRemote SHOP = GIT.create("shop");

  private static LiveSources sources;
  private static String namespace;

  /**
   * Something that can't work.
   *
   * @param yaml the object; its name is the case's
   * @param ready the reason of {@code Ready=False}
   * @param fragments of the message
   */
  record BadCase(
      String name,
      Class<? extends ReconciledObject<?>> kind,
      String yaml,
      String ready,
      boolean stalls,
      List<String> fragments) {
    @Override
    public String toString() {
      return kind.getSimpleName() + " " + name;
    }
  }

  @BeforeAll
  static void applyEverythingAtOnce() throws IOException {
    sources = LiveSources.start(storage);
    namespace = sources.cluster().newNamespace();
    fillServers();
    makeSecrets();
    cases().forEach(bad -> sources.cluster().apply(namespace, bad.yaml()));
    sources.cluster().apply(namespace, git("good", SHOP.url(), ""));
    sources.cluster().apply(namespace, helmRepository("charts", CHARTS.address(), ""));
    sources.cluster().apply(namespace, oci("good", REGISTRY, "good", ""));
  }

  @AfterAll
  static void stop() throws Exception {
    if (sources != null) {
      sources.cluster().client().namespaces().withName(namespace).delete();
      sources.close();
    }
    for (AutoCloseable server :
        List.of(
            SSH,
            GIT,
            CLOSED_GIT,
            REGISTRY,
            CLOSED_REGISTRY,
            CHARTS,
            CLOSED_CHARTS,
            BROKEN_CHARTS)) {
      server.close();
    }
  }

  private static void fillServers() {
    SHOP.commit("Add the shop", Map.of("app.yaml", "kind: ConfigMap"));
    GIT.create("empty");
    CLOSED_GIT.create("shop").commit("Add the shop", Map.of("app.yaml", "kind: ConfigMap"));
    put("good", Map.of("app.yaml", "kind: ConfigMap"));
    put("climbing", Map.of("../../../etc/cron.d/evil", "x"));
    put("bomb", Map.of("zeros", "0".repeat(64 << 20)));
    REGISTRY.putArtifact(
        "html", "latest", "application/json", List.of(new Layer(FLUX, utf8("<html>"))), Map.of());
    CHARTS.publish("hostile", "1.0.0", TarGz.of(Map.of("../evil/Chart.yaml", utf8("name: evil"))));
    CHARTS.publish("broken", "1.0.0", utf8("<html>"));
    CHARTS.publish("large", "1.0.0", new byte[200_000]);
  }

  private static void put(String repository, Map<String, String> files) {
    Map<String, byte[]> content = new java.util.HashMap<>();
    files.forEach((path, text) -> content.put(path, utf8(text)));
    REGISTRY.putArtifact(
        repository,
        "latest",
        "application/json",
        List.of(new Layer(FLUX, TarGz.of(content))),
        Map.of());
  }

  private static void makeSecrets() {
    secret("login", Map.of("username", "reader", "password", PASSWORD));
    secret(
        "docker",
        Map.of(
            ".dockerconfigjson",
            "{\"auths\":{\"%s\":{\"username\":\"reader\",\"password\":\"%s\"}}}"
                .formatted(CLOSED_REGISTRY.host(), PASSWORD)));
    String identity = SshKey.generate("ssh-ed25519").identity();
    secret("stranger", Map.of("identity", identity, "known_hosts", SSH.knownHosts()));
    secret("wrong-host", Map.of("identity", identity, "known_hosts", SSH.wrongKnownHosts()));
    secret("no-host", Map.of("identity", identity, "known_hosts", "github.com ssh-ed25519 AAAA"));
    secret("not-a-ca", Map.of("ca.crt", "nonsense"));
    secret("no-keys", Map.of("readme", "nothing"));
  }

  static Stream<BadCase> cases() {
    return Stream.of(gitCases(), ociCases(), helmRepositoryCases(), helmChartCases())
        .flatMap(List::stream);
  }

  private static List<BadCase> gitCases() {
    URI closed = URI.create(CLOSED_GIT.address() + "/shop.git");
    URI overSsh = SSH.url("shop");
    return List.of(
        badGit("missing-branch", SHOP.url(), "ref: {branch: gone}", "'refs/heads/gone'"),
        badGit("missing-tag", SHOP.url(), "ref: {tag: v9}", "'refs/tags/v9'"),
        badGit("missing-version", SHOP.url(), "ref: {semver: '>=9'}", "no match", ">=9"),
        badGit("missing-name", SHOP.url(), "ref: {name: refs/pull/1/head}", "refs/pull/1/head"),
        badGit("missing-commit", SHOP.url(), "ref: {commit: " + "a".repeat(40) + "}", "not found"),
        badGit(
            "missing-repository",
            URI.create(GIT.address() + "/no.git"),
            "",
            "repository not found"),
        badGit("unreachable", URI.create("http://127.0.0.1:1/x.git"), "", "connection refused"),
        badGit("no-such-host", URI.create("http://nowhere.invalid/x.git"), "", "nowhere.invalid"),
        badGit("wrong-password", closed, "secretRef: {name: login}", "authentication required"),
        badGit("no-password", closed, "", "authentication required"),
        badGit("stranger", overSsh, "secretRef: {name: stranger}", "unable to authenticate"),
        badGit("wrong-host", overSsh, "secretRef: {name: wrong-host}", "knownhosts: key mismatch"),
        badGit("no-sparse", SHOP.url(), "sparseCheckout: [nowhere]", "'nowhere'"),
        badGit("climbing-sparse", SHOP.url(), "sparseCheckout: [../../etc]", "../../etc"),
        bad(
            "empty",
            GitRepository.class,
            git("empty", URI.create(GIT.address() + "/empty.git"), ""),
            "EmptyGitRepository",
            "empty"),
        bad(
            "missing-secret",
            GitRepository.class,
            git("missing-secret", SHOP.url(), "secretRef: {name: gone}"),
            "AuthenticationFailed",
            "/gone'"),
        bad(
            "option-host",
            GitRepository.class,
            git("option-host", URI.create("ssh://x/y"), "")
                .replace("ssh://x/y", "ssh://-oProxy=x/y"),
            "URLInvalid",
            "URL"),
        bad(
            "unsigned",
            GitRepository.class,
            git("unsigned", SHOP.url(), "verify: {mode: HEAD, secretRef: {name: no-keys}}"),
            "InvalidCommitSignature",
            "not signed"),
        bad(
            "missing-include",
            GitRepository.class,
            git("missing-include", SHOP.url(), "include: [{repository: {name: gone}}]"),
            "NotFound",
            "'gone'"));
  }

  private static List<BadCase> ociCases() {
    return List.of(
        badOci("no-tag", "good", "ref: {tag: gone}", "OCIArtifactPullFailed", "gone", "404"),
        badOci("no-version", "good", "ref: {semver: '>=9'}", "ReadOperationFailed", ">=9"),
        badOci("no-repository", "gone", "", "OCIArtifactPullFailed", "404"),
        badOci(
            "not-a-ca",
            "good",
            "certSecretRef: {name: not-a-ca}",
            "AuthenticationFailed",
            "/not-a-ca'",
            "ca.crt"),
        badOci("html", "html", "", "OCIArtifactLayerOperationFailed", "gzip"),
        badOci("climbing", "climbing", "", "OCIArtifactLayerOperationFailed", ".."),
        badOci("bomb", "bomb", "", "OCIArtifactLayerOperationFailed", "200"),
        badOci(
            "no-layer",
            "good",
            "layerSelector: {mediaType: text/other}",
            "OCIArtifactLayerOperationFailed",
            "'text/other'"),
        bad(
            "wrong-login",
            OCIRepository.class,
            oci("wrong-login", CLOSED_REGISTRY, "good", "secretRef: {name: docker}"),
            "OCIArtifactPullFailed",
            "401"),
        bad(
            "away",
            OCIRepository.class,
            oci("away", REGISTRY, "good", "").replace(REGISTRY.host(), "127.0.0.1:1"),
            "OCIArtifactPullFailed",
            "127.0.0.1:1",
            "connection refused"),
        badOci(
            "unsigned",
            "good",
            "verify: {provider: cosign, secretRef: {name: no-keys}}",
            "VerificationError",
            "/no-keys'",
            ".pub"),
        badOci(
            "keyless", "good", "verify: {provider: cosign}", "VerificationError", "cosign keyless"),
        badOci(
            "notation", "good", "verify: {provider: notation}", "VerificationError", "notation"));
  }

  private static List<BadCase> helmRepositoryCases() {
    return List.of(
        brokenIndex("no-yaml", "line 2"),
        brokenIndex("no-version", "no API version"),
        badCharts("endless", BROKEN_CHARTS.address() + "/endless", "", "100000 bytes"),
        badCharts("gone", BROKEN_CHARTS.address() + "/gone", "", "answered 404"),
        badCharts("loop", BROKEN_CHARTS.address() + "/loop", "", "redirects"),
        badCharts("away", "http://127.0.0.1:1", "", "127.0.0.1:1", "connection refused"),
        badCharts(
            "wrong-login",
            CLOSED_CHARTS.address().toString(),
            "secretRef: {name: login}",
            "answered 401"));
  }

  private static List<BadCase> helmChartCases() {
    return List.of(
        stalledChart("no-chart", "nope", "*", "'nope'"),
        stalledChart("no-such-version", "broken", ">=9", "'>=9'"),
        badChart("hostile", "hostile", "ChartPullError", "Chart.yaml"),
        badChart("broken", "broken", "ChartPullError", "chart"),
        badChart("large", "large", "ChartPullError", "100000 bytes"),
        bad(
            "no-source",
            HelmChart.class,
            chart("no-source", "x", "*").replace("name: charts", "name: nowhere"),
            "SourceUnavailable",
            "'nowhere'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysWhatIsWrongAndWhere(BadCase bad) {
    var object = sources.await(bad.kind(), namespace, bad.name(), "False/" + bad.ready());

    String message = LiveSources.ready(object).orElseThrow().message();
    assertThat(message).contains(bad.fragments());
    assertThat(Conditions.holds(object.status().conditions(), "Stalled")).isEqualTo(bad.stalls());
    assertThat(eventsWith(bad)).extracting(Notice::reason).contains(bad.ready());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void row7ShowsNoSecret(BadCase bad) {
    var object = sources.await(bad.kind(), namespace, bad.name(), "False/" + bad.ready());

    assertThat(object.status().toString()).doesNotContain(PASSWORD).doesNotContain("PRIVATE KEY");
    assertThat(eventsWith(bad).toString()).doesNotContain(PASSWORD).doesNotContain("PRIVATE KEY");
  }

  /** The events of a case once its failure is among them: they are told after the status is. */
  private static List<Notice> eventsWith(BadCase bad) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .until(
            () -> sources.events(namespace, bad.name()),
            events -> events.stream().anyMatch(event -> event.reason().equals(bad.ready())));
  }

  @Test
  void otherObjectsGoOn() {
    assertThat(sources.await(GitRepository.class, namespace, "good", "True/Succeeded").artifact())
        .isPresent();
    assertThat(sources.await(OCIRepository.class, namespace, "good", "True/Succeeded").artifact())
        .isPresent();
    assertThat(
            sources.await(HelmRepository.class, namespace, "charts", "True/Succeeded").artifact())
        .isPresent();
  }

  @Test
  void theLastGoodArtifactIsServedWhileTheSourceIsBrokenAndAfterwards() throws Exception {
    sources.cluster().apply(namespace, git("changing", SHOP.url(), ""));
    Artifact before =
        sources
            .await(GitRepository.class, namespace, "changing", "True/Succeeded")
            .artifact()
            .orElseThrow();
    sources.cluster().apply(namespace, git("changing", SHOP.url(), "ref: {branch: gone}"));
    var broken =
        sources.await(GitRepository.class, namespace, "changing", "False/GitOperationFailed");
    assertThat(broken.artifact()).contains(before);
    try (var stream = URI.create(before.url()).toURL().openStream()) {
      assertThat(stream.readAllBytes()).isNotEmpty();
    }
    sources.cluster().apply(namespace, git("changing", SHOP.url(), ""));
    var healed = sources.await(GitRepository.class, namespace, "changing", "True/Succeeded");
    assertThat(healed.artifact()).contains(before);
  }

  @Test
  void newsThatOneObjectHearsReachTheOthersOfItsRemote() {
    GitRemote busy = GIT.create("busy");
    busy.commit("First", Map.of("app.yaml", "a: 1"));
    sources.cluster().apply(namespace, git("first", busy.url(), ""));
    sources.cluster().apply(namespace, git("second", busy.url(), ""));
    sources.await(GitRepository.class, namespace, "first", "True/Succeeded");
    sources.await(GitRepository.class, namespace, "second", "True/Succeeded");
    String pushed = busy.commit("Second", Map.of("app.yaml", "a: 2"));
    sources
        .cluster()
        .client()
        .resources(GitRepository.class)
        .inNamespace(namespace)
        .withName("first")
        .edit(
            object -> {
              object.getMetadata().setAnnotations(Map.of(FluxObject.REQUESTED_AT, "now"));
              return object;
            });
    sources
        .cluster()
        .await(
            GitRepository.class,
            namespace,
            "second",
            object -> object.artifact().filter(a -> a.revision().endsWith(pushed)).isPresent());
  }

  private static BadCase badGit(String name, URI url, String more, String... fragments) {
    return bad(name, GitRepository.class, git(name, url, more), "GitOperationFailed", fragments);
  }

  private static BadCase badOci(
      String name, String repository, String more, String ready, String... fragments) {
    return bad(name, OCIRepository.class, oci(name, REGISTRY, repository, more), ready, fragments);
  }

  private static BadCase badCharts(String name, String url, String more, String... fragments) {
    String yaml = helmRepository(name, URI.create(url), more);
    return bad(name, HelmRepository.class, yaml, "Failed", fragments);
  }

  private static BadCase brokenIndex(String name, String... fragments) {
    URI url = URI.create(BROKEN_CHARTS.address() + "/" + name);
    String yaml = helmRepository(name, url, "");
    return bad(name, HelmRepository.class, yaml, "IndexationFailed", fragments);
  }

  private static BadCase badChart(String name, String chart, String ready, String... fragments) {
    return bad(name, HelmChart.class, chart(name, chart, "*"), ready, fragments);
  }

  private static BadCase stalledChart(
      String name, String chart, String version, String... fragments) {
    return bad(
        name, HelmChart.class, chart(name, chart, version), "InvalidChartReference", fragments);
  }

  private static BadCase bad(
      String name,
      Class<? extends ReconciledObject<?>> kind,
      String yaml,
      String ready,
      String... fragments) {
    boolean stalls = List.of("URLInvalid", "InvalidChartReference").contains(ready);
    return new BadCase(name, kind, yaml, ready, stalls, List.of(fragments));
  }

  private static String git(String name, URI url, String more) {
    return object("GitRepository", name, "url: \"" + url + "\"", withRef(more));
  }

  private static String withRef(String more) {
    return more.startsWith("ref:") ? more : "ref: {branch: main}\n  " + more;
  }

  private static String oci(String name, OciRegistry registry, String repository, String more) {
    String url = "url: oci://%s/%s\n  insecure: true".formatted(registry.host(), repository);
    return object("OCIRepository", name, url, more);
  }

  private static String helmRepository(String name, URI url, String more) {
    return object("HelmRepository", name, "url: " + url, more);
  }

  private static String chart(String name, String chart, String version) {
    return object(
        "HelmChart",
        name,
        "chart: %s\n  version: \"%s\"".formatted(chart, version),
        "sourceRef: {kind: HelmRepository, name: charts}");
  }

  private static String object(String kind, String name, String... lines) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: %s
    metadata:
      name: %s
    spec:
      interval: 1h
      %s
    """
        .formatted(kind, name, String.join("\n  ", lines));
  }

  private static void secret(String name, Map<String, String> data) {
    sources
        .cluster()
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withStringData(data)
                .build())
        .create();
  }

  private static void broken(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/no-yaml/index.yaml" -> ScriptedServer.reply(exchange, 200, "entries: [\n\t:");
      case "/no-version/index.yaml" -> ScriptedServer.reply(exchange, 200, "entries: {}");
      case "/endless/index.yaml" -> ScriptedServer.reply(exchange, 200, "#".repeat(300_000));
      case "/loop/index.yaml" -> ScriptedServer.redirect(exchange, 302, "/loop/index.yaml");
      default -> ScriptedServer.reply(exchange, 404, "no");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
