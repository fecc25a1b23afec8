package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.FieldTable.Field;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every field that Flux's kinds have goes through the Java types unharmed. */
class RoundTripTest {

  private final KubernetesSerialization serialization = Kinds.serialization();

  @TestFactory
  Stream<DynamicTest> keepsEveryField() throws IOException {
    Map<String, List<Field>> byKind =
        FieldTable.read(Conformance.data("../spec/FIELDS.tsv")).stream()
            .collect(Collectors.groupingBy(Field::kind));
    assertThat(byKind.keySet())
        .containsExactlyInAnyOrderElementsOf(Kinds.ALL.stream().map(Kinds::nameOf).toList());
    return byKind.entrySet().stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.getKey(), () -> keepsFields(kind.getKey(), kind.getValue())));
  }

  private void keepsFields(String kind, List<Field> fields) {
    Map<String, Object> before = objectWith(kind, fields);

    Map<?, ?> after = throughTheType(before, Kinds.named(kind));

    assertThat(JsonTrees.missing(before, after)).as("fields lost by the type").isEmpty();
    assertThat(JsonTrees.missing(after, before)).as("fields made up by the type").isEmpty();
  }

  private static Map<String, Object> objectWith(String kind, List<Field> fields) {
    var object = new LinkedHashMap<String, Object>();
    object.put("apiVersion", kind.substring(0, kind.indexOf(' ')));
    object.put("kind", kind.substring(kind.indexOf(' ') + 1));
    object.put("metadata", Map.of("name", "sample"));
    object.putAll(FieldTable.objectWith(fields));
    return object;
  }

  private Map<?, ?> throughTheType(Map<String, Object> object, Class<? extends HasMetadata> type) {
    HasMetadata decoded = serialization.unmarshal(serialization.asJson(object), type);
    assertThat(decoded).isInstanceOf(type);
    return serialization.unmarshal(serialization.asJson(decoded), Map.class);
  }
}
