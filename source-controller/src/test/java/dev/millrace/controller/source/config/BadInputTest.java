package dev.millrace.controller.source.config;

import static dev.millrace.controller.source.config.SourceObjects.git;
import static dev.millrace.controller.source.config.SourceObjects.helmRepository;
import static dev.millrace.controller.source.config.SourceObjects.oci;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.runtime.event.Notice;
import dev.millrace.servers.GitRemote;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.net.URI;
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
  @TempDir private static Path storage;
  private static final HostileServers SERVERS = new HostileServers();

  private static LiveSources sources;
  private static String namespace;

  @BeforeAll
  static void applyEverythingAtOnce() throws IOException {
    sources = LiveSources.start(storage);
    namespace = sources.cluster().newNamespace();
    SERVERS.secrets().forEach(BadInputTest::secret);
    cases().forEach(bad -> sources.cluster().apply(namespace, bad.yaml()));
    sources.cluster().apply(namespace, git("good", SERVERS.shop.url(), ""));
    sources.cluster().apply(namespace, helmRepository("charts", SERVERS.charts.address(), ""));
    sources.cluster().apply(namespace, oci("good", SERVERS.registry, "good", ""));
  }

  @AfterAll
  static void stop() throws Exception {
    if (sources != null) {
      sources.cluster().client().namespaces().withName(namespace).delete();
      sources.close();
    }
    SERVERS.close();
  }

  static Stream<BadCase> cases() {
    return new BadCases(SERVERS).all();
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

    assertThat(object.status().toString())
        .doesNotContain(HostileServers.PASSWORD)
        .doesNotContain("PRIVATE KEY");
    assertThat(eventsWith(bad).toString())
        .doesNotContain(HostileServers.PASSWORD)
        .doesNotContain("PRIVATE KEY");
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
    sources.cluster().apply(namespace, git("changing", SERVERS.shop.url(), ""));
    Artifact before =
        sources
            .await(GitRepository.class, namespace, "changing", "True/Succeeded")
            .artifact()
            .orElseThrow();
    sources.cluster().apply(namespace, git("changing", SERVERS.shop.url(), "ref: {branch: gone}"));
    var broken =
        sources.await(GitRepository.class, namespace, "changing", "False/GitOperationFailed");
    assertThat(broken.artifact()).contains(before);
    try (var stream = URI.create(before.url()).toURL().openStream()) {
      assertThat(stream.readAllBytes()).isNotEmpty();
    }
    sources.cluster().apply(namespace, git("changing", SERVERS.shop.url(), ""));
    var healed = sources.await(GitRepository.class, namespace, "changing", "True/Succeeded");
    assertThat(healed.artifact()).contains(before);
  }

  @Test
  void newsThatOneObjectHearsReachTheOthersOfItsRemote() {
    GitRemote busy = SERVERS.git.create("busy");
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
}
