package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestObjectsTest {
  private static final String CONFIG_MAP =
      """
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: large}
      data: {text: %s}
      """;

  private final ManifestObjects reader = new ManifestObjects(new InMemoryCluster(), "ns");

  @Test
  void makesTheObjectsOfALargeManifestEachTimeTheyAreAskedFor() throws Exception {
    ManifestObject object = reader.read(CONFIG_MAP.formatted("x".repeat(300_000))).getFirst();

    Map<String, Object> tree = object.tree();

    assertThat(object.tree()).isEqualTo(tree).isNotSameAs(tree);
    assertThat(object.ref()).isEqualTo(new ObjectRef("v1", "ConfigMap", "ns", "large"));
    assertThat(ObjectRef.of(tree)).isEqualTo(object.ref());
  }

  @Test
  void readsASmallManifestOnce() throws Exception {
    ManifestObject object = reader.read(CONFIG_MAP.formatted("x")).getFirst();

    assertThat(object.tree()).isSameAs(object.tree());
  }

  @Test
  void takesListsApartInLargeManifestsToo() throws Exception {
    String list =
        """
        ---
        apiVersion: v1
        kind: ConfigMapList
        items:
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: other}}
        """;

    List<ManifestObject> objects = reader.read(CONFIG_MAP.formatted("x".repeat(300_000)) + list);

    assertThat(objects)
        .extracting(object -> object.ref().namespace() + "/" + object.ref().name())
        .containsExactly("ns/large", "ns/a", "other/b");
    assertThat(objects).allMatch(object -> ObjectRef.of(object.tree()).equals(object.ref()));
  }

  @Test
  void failsBeforeTheFirstObjectIsUsedWhenTheLastCannotBeRead() {
    String manifest = CONFIG_MAP.formatted("x".repeat(300_000)) + "---\na: [\n";

    assertThatThrownBy(() -> reader.read(manifest))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining("unable to build kubernetes objects from release manifest");
  }

  /** As from {@code items:} and a loop over nothing. */
  @Test
  void findsNothingInAListWithoutItems() throws Exception {
    String list = "apiVersion: v1\nkind: List\nitems:\n";

    assertThat(reader.read(list)).isEmpty();
    assertThat(reader.read(CONFIG_MAP.formatted("x".repeat(300_000)) + "---\n" + list)).hasSize(1);
  }

  @Test
  void saysWhichKindOfObjectLacksAName() {
    assertThatThrownBy(
            () -> reader.read("apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: once-}\n"))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining("a Job lacks metadata.name");
  }
}
