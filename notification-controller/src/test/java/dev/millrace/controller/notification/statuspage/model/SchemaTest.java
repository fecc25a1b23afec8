package dev.millrace.controller.notification.statuspage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * SECURITY-CASES.md row 26: all that can get into a page is listed here. A new field of type text
 * has to be added by hand, after a look at where its text comes from; free text is {@link
 * MaskedText}.
 */
class SchemaTest {
  private static final Set<String> TEXTS =
      Set.of(
          "AppliedObject.group",
          "AppliedObject.kind",
          "AppliedObject.name",
          "AppliedObject.namespace",
          "AppliedObject.version",
          "Condition.reason",
          "Condition.since",
          "Condition.status",
          "Condition.type",
          "Details.refusal",
          "Details.viewer",
          "DifferenceLine.by",
          "DifferenceLine.field",
          "DifferenceLine.object",
          "DifferenceLine.when",
          "EventLine.last",
          "EventLine.reason",
          "Filter.kind",
          "Filter.namespace",
          "Filter.text",
          "Item.attempted",
          "Item.lastReconciled",
          "Item.link",
          "Item.reason",
          "Item.revision",
          "Item.since",
          "ItemKey.kind",
          "ItemKey.name",
          "ItemKey.namespace",
          "Listing.title",
          "Page.kinds",
          "Page.namespaces",
          "Page.viewer",
          "Refusal.namespace",
          "Refusal.what",
          "Wait.reason",
          "Wait.relation");

  @Test
  void namesEveryTextThatAPageCanShow() {
    Set<String> texts = new TreeSet<>();
    Set<Class<?>> seen = new java.util.HashSet<>();
    collect(Page.class, texts, seen);
    collect(Details.class, texts, seen);

    assertThat(texts).containsExactlyInAnyOrderElementsOf(TEXTS);
    assertThat(seen).as("no map and no object of any type").doesNotContain(Object.class);
  }

  @Test
  void row26ReadsNoSecrets() {
    assertThat(StatusKind.names()).doesNotContain("Secret", "ConfigMap");
  }

  @Test
  void row26TakesNothingFromAnObjectThatHoldsValues() {
    Item item =
        Objects.item(
            StatusKind.HELM_RELEASE,
            """
            metadata:
              namespace: shop
              name: app
              annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"x": "hidden"}'}
              labels: {x: hidden}
            spec:
              values: {password: hidden}
              postBuild: {substitute: {password: hidden}}
            data: {password: hidden}
            stringData: {password: hidden}
            status:
              observedValues: hidden
              history: [{config: {password: hidden}, chartVersion: 1.2.3}]
            """);

    assertThat(item.toString()).doesNotContain("hidden").contains("1.2.3");
  }

  private static void collect(Class<?> type, Set<String> texts, Set<Class<?>> seen) {
    if (!seen.add(type) || type.isEnum() || type.isPrimitive() || type == MaskedText.class) {
      return;
    }
    assertThat(type.isRecord()).as("%s is data of a page", type).isTrue();
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> content = content(component.getGenericType());
      if (content == String.class) {
        texts.add(type.getSimpleName() + "." + component.getName());
      } else {
        collect(content, texts, seen);
      }
    }
  }

  private static Class<?> content(Type type) {
    if (type instanceof ParameterizedType generic) {
      assertThat(generic.getRawType()).isIn(java.util.List.class, Optional.class);
      return content(Arrays.stream(generic.getActualTypeArguments()).findFirst().orElseThrow());
    }
    return (Class<?>) type;
  }
}
