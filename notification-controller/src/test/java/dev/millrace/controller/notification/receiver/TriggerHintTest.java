package dev.millrace.controller.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.notification.Receiver;
import dev.millrace.api.notification.TriggeredResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TriggerHintTest {
  private static final String GIT = "source.toolkit.fluxcd.io/v1";

  @Test
  void namesWhatACallReconciles() {
    assertThat(hint("[{kind: GitRepository, name: shop}]"))
        .containsExactly(new TriggeredResource(GIT, "GitRepository", "apps", "shop", null));
  }

  @Test
  void listsWhatLabelsSelect() {
    assertThat(hint("[{kind: GitRepository, name: '*', matchLabels: {team: a}}]"))
        .extracting(TriggeredResource::name)
        .containsExactly("a-0", "a-1");
    assertThat(hint("[{kind: GitRepository, name: '*', matchLabels: {}}]"))
        .extracting(TriggeredResource::name)
        .hasSize(50);
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(
            hint(
                "[{kind: GitRepository, name: ghost}, {kind: Kustomization, name: a},"
                    + " {kind: GitRepository, name: '*'},"
                    + " {kind: GitRepository, name: '*', matchLabels: {team: nobody}}]"))
        .extracting(TriggeredResource::problem)
        .containsExactly(
            "GitRepository/apps/ghost not found",
            "apiVersion must be set for the kind Kustomization",
            "matchLabels must be set with the name '*'",
            "nothing has these labels");
  }

  @Test
  void looksIntoNoOtherNamespace() {
    assertThat(
            hint(
                "[{kind: GitRepository, name: ghost, namespace: other},"
                    + " {kind: GitRepository, name: '*', namespace: other, matchLabels: {}}]"))
        .containsExactly(
            new TriggeredResource(GIT, "GitRepository", "other", "ghost", null),
            new TriggeredResource(GIT, "GitRepository", "other", "*", null));
  }

  private static List<TriggeredResource> hint(String resources) {
    Receiver receiver =
        Serialization.unmarshal(
            """
            apiVersion: notification.toolkit.fluxcd.io/v1
            kind: Receiver
            metadata: {name: r, namespace: apps}
            spec: {type: generic, secretRef: {name: s}, resources: %s}
            """
                .formatted(resources),
            Receiver.class);
    return new TriggerHint(new Repositories(), new ResourceKeys(true)).of(receiver);
  }

  /** A namespace with 60 repositories of which two belong to the team a, and one called shop. */
  private static final class Repositories implements ResourceObjects {
    @Override
    public Map<String, @Nullable Object> get(Key key) {
      if (!key.namespace().equals("apps") || !key.name().equals("shop")) {
        throw new ClusterRefusal(key + " not found");
      }
      return named("shop");
    }

    @Override
    public List<Map<String, @Nullable Object>> list(Key key, Map<String, String> labels) {
      assertThat(key.namespace()).isEqualTo("apps");
      int count = labels.isEmpty() ? 60 : labels.containsValue("a") ? 2 : 0;
      return IntStream.range(0, count).mapToObj(number -> named("a-" + number)).toList();
    }

    @Override
    public void requestReconciliation(Key key) {
      throw new AssertionError("a hint changes nothing");
    }

    private static Map<String, @Nullable Object> named(String name) {
      return Map.of("metadata", Map.of("name", name));
    }
  }
}
