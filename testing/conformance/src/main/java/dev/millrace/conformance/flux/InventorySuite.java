package dev.millrace.conformance.flux;

import dev.millrace.apply.inventory.ApplyOrder;
import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.inventory.Stage;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.object.Tree;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The suite {@code inventory}: ids, order, stages, stale entries and the normal form of objects.
 */
final class InventorySuite {

  private final Normalization normalization = new Normalization();

  @Nullable Object answer(Map<String, @Nullable Object> testCase) {
    return switch (Tree.string(testCase, "op")) {
      case "id" -> id(object(testCase.get("object")));
      case "parse" -> parse(Tree.string(testCase, "input"));
      case "order" -> order(objects(testCase));
      case "diff" -> diff(inventory(testCase, "old"), inventory(testCase, "new"));
      case "normalize" -> normalization.normalize(object(testCase.get("object"))).tree();
      default -> throw new IllegalArgumentException("unknown operation");
    };
  }

  private static Map<String, Object> id(KubeObject object) {
    ObjectRef ref = object.ref();
    return Map.of(
        "id", ref.id(),
        "version", object.version(),
        "display", ref.toString(),
        "isClusterDefinition", Stage.of(object) == Stage.DEFINITIONS,
        "isClassDefinition", object.kind().endsWith("Class"),
        "isKubernetesObject", object.isComplete(),
        "parsedBack", fields(ObjectRef.parse(ref.id())));
  }

  private static Map<String, String> parse(String id) {
    ObjectRef ref = ObjectRef.parse(id);
    Map<String, String> fields = new java.util.HashMap<>(fields(ref));
    fields.put("string", ref.id());
    return fields;
  }

  private static Map<String, String> fields(ObjectRef ref) {
    return Map.of(
        "group", ref.group(),
        "kind", ref.kind(),
        "namespace", ref.namespace(),
        "name", ref.name());
  }

  private static Map<String, Object> order(List<KubeObject> objects) {
    List<KubeObject> applied =
        objects.stream()
            .sorted(Comparator.comparing(KubeObject::ref, ApplyOrder.FIRST_TO_LAST))
            .toList();
    List<String> ids = applied.stream().map(object -> object.ref().id()).toList();
    return Map.of(
        "applyOrder",
        ids,
        "deleteOrder",
        ids.reversed(),
        "stages",
        applied.stream()
            .map(object -> Map.of("id", object.ref().id(), "stage", Stage.of(object).label()))
            .toList());
  }

  private static Map<String, Object> diff(Inventory before, Inventory after) {
    return Map.of(
        "stale",
        before.missingFrom(after).stream()
            .map(
                entry ->
                    Map.of(
                        "apiVersion", entry.apiVersion(),
                        "kind", entry.ref().kind(),
                        "namespace", entry.ref().namespace(),
                        "name", entry.ref().name()))
            .toList());
  }

  private static Inventory inventory(Map<String, @Nullable Object> testCase, String field) {
    return Inventory.of(
        Tree.list(testCase, field).stream()
            .map(entry -> InventoryEntry.parse(Tree.string(entry, "id"), Tree.string(entry, "v")))
            .toList());
  }

  private static List<KubeObject> objects(Map<String, @Nullable Object> testCase) {
    return Tree.list(testCase, "objects").stream().map(InventorySuite::object).toList();
  }

  private static KubeObject object(@Nullable Object tree) {
    return KubeObject.of(Tree.map(tree));
  }
}
