package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.source.GitRepository;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One bad object must not stop the watch of its kind (SECURITY-CASES row 6). */
class TolerantDecodingTest {

  private static final String HELM_RELEASE =
      "\"apiVersion\": \"helm.toolkit.fluxcd.io/v2\", \"kind\": \"HelmRelease\"";

  private final KubernetesSerialization serialization = Kinds.serialization();

  @Test
  void row6LosesNoneOfAHundredGoodObjectsBesideABadOne() {
    String items =
        IntStream.range(0, 101)
            .mapToObj(i -> gitRepository("repository-" + i, i == 50 ? "1y" : "1m30s"))
            .collect(Collectors.joining(","));
    String reply = "{\"kind\": \"GitRepositoryList\", \"items\": [" + items + "]}";

    List<GitRepository> repositories =
        serialization
            .unmarshal(reply, new TypeReference<DefaultKubernetesResourceList<GitRepository>>() {})
            .getItems();

    assertThat(repositories).hasSize(101);
    assertThat(repositories)
        .filteredOn(repository -> repository.spec().interval().tryDuration().isEmpty())
        .extracting(repository -> repository.getMetadata().getName())
        .containsExactly("repository-50");
    assertThatThrownBy(() -> repositories.get(50).spec().interval().asDuration())
        .hasMessageContaining("\"1y\" is not a duration");
  }

  private static String gitRepository(String name, String interval) {
    return """
        {"apiVersion": "source.toolkit.fluxcd.io/v1", "kind": "GitRepository",
         "metadata": {"name": "%s"},
         "spec": {"url": "https://example.com", "interval": "%s"}}
        """
        .formatted(name, interval);
  }

  @TestFactory
  Stream<DynamicTest> readsEveryKind() {
    Map<String, String> objects =
        Map.of(
            "without a spec", "",
            "with an empty spec", "spec: {}\nstatus: {}",
            "with a null spec", "spec: null\nstatus: null",
            "with unknown fields", "spec: {novel: {}}\nstatus: {novel: 1}\nnovel: [1]");
    return Kinds.ALL.stream()
        .flatMap(
            kind ->
                objects.entrySet().stream()
                    .map(
                        object ->
                            DynamicTest.dynamicTest(
                                kind.getSimpleName() + " " + object.getKey(),
                                () -> reads(kind, object.getValue()))));
  }

  private static void reads(Class<? extends HasMetadata> kind, String fields) {
    HasMetadata object = Kinds.read(kind, fields);

    assertThat(object).isInstanceOf(FluxObject.class);
    assertThat(((FluxObject) object).suspended()).isFalse();
  }

  @Test
  void takesNumbersBeyondThirtyTwoBits() {
    HelmRelease release =
        Kinds.read(
            HelmRelease.class,
            """
            spec:
              maxHistory: 9223372036854775807
              install: {remediation: {retries: -9223372036854775808}}
            """);

    assertThat(release.spec().maxHistory()).isEqualTo(Long.MAX_VALUE);
    assertThat(release.spec().install().remediation().retries()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void takesAnyJsonWhereADurationIsExpected() {
    GitRepository repository = Kinds.read(GitRepository.class, "spec: {interval: 15}");

    assertThat(repository.spec().interval().text()).isEqualTo("15");
    assertThat(repository.spec().interval().tryDuration()).isEmpty();
  }

  @Test
  void row6RefusesOnlyTheValuesThatAreNestedTooDeep() {
    String values = "{\"a\":".repeat(3000) + "1" + "}".repeat(3000);
    String good = "{\"spec\": {\"values\": {\"a\": 1}}, " + HELM_RELEASE + "}";
    String deep = "{\"spec\": {\"values\": " + values + "}, " + HELM_RELEASE + "}";
    String reply = "{\"kind\": \"HelmReleaseList\", \"items\": [" + good + "," + deep + "]}";

    List<HelmRelease> releases =
        asDeepAsTheApiServerAllows()
            .unmarshal(reply, new TypeReference<DefaultKubernetesResourceList<HelmRelease>>() {})
            .getItems();

    assertThat(releases)
        .extracting(release -> release.spec().values())
        .containsExactly(Map.of("a", 1L), "nested more than 400 levels deep");
  }

  private static KubernetesSerialization asDeepAsTheApiServerAllows() {
    var constraints = StreamReadConstraints.builder().maxNestingDepth(10_000).build();
    var factory = JsonFactory.builder().streamReadConstraints(constraints).build();
    var serialization = new KubernetesSerialization(new ObjectMapper(factory), false);
    serialization.registerKubernetesResource(HelmRelease.class);
    return serialization;
  }
}
