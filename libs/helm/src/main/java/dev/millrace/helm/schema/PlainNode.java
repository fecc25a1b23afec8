package dev.millrace.helm.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import dev.millrace.yaml.GoJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plain tree as the schema library sees it. A number without a fraction is an integer. */
final class PlainNode implements JsonNode {
  static final JsonNodeFactory FACTORY =
      new JsonNodeFactory() {
        @Override
        public JsonNode wrap(Object node) {
          return node instanceof PlainNode plain
              ? plain
              : new PlainNode(node == NULL ? null : node, "");
        }

        @Override
        public JsonNode create(String json) {
          return new PlainNode(GoJson.read(json), "");
        }
      };

  /** Stands for null where the library does not allow it. */
  static final Object NULL = new Object();

  private final @Nullable Object value;
  private final String pointer;
  private final SimpleType type;

  private PlainNode(@Nullable Object value, String pointer) {
    this.value = value;
    this.pointer = pointer;
    this.type = typeOf(value);
  }

  /** The name of a member as a value. */
  static PlainNode ofName(String name, String pointer) {
    return new PlainNode(name, pointer);
  }

  static SimpleType typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> SimpleType.NULL;
      case Boolean _ -> SimpleType.BOOLEAN;
      case String _ -> SimpleType.STRING;
      case Map<?, ?> _ -> SimpleType.OBJECT;
      case List<?> _ -> SimpleType.ARRAY;
      case Double number when number != Math.rint(number) -> SimpleType.NUMBER;
      case Number _ -> SimpleType.INTEGER;
      default -> throw new IllegalArgumentException("values hold something that is no JSON");
    };
  }

  @Override
  public String getJsonPointer() {
    return pointer;
  }

  @Override
  public SimpleType getNodeType() {
    return type;
  }

  @Override
  public boolean asBoolean() {
    return (Boolean) Objects.requireNonNull(value);
  }

  @Override
  public String asString() {
    return String.valueOf(value);
  }

  @Override
  public BigInteger asInteger() {
    return asNumber().toBigInteger();
  }

  @Override
  public BigDecimal asNumber() {
    return switch (value) {
      case Double number -> new BigDecimal(number.toString());
      case null, default -> new BigDecimal(String.valueOf(value));
    };
  }

  @Override
  public List<JsonNode> asArray() {
    var items = new ArrayList<JsonNode>();
    for (Object item : (List<?>) Objects.requireNonNull(value)) {
      items.add(new PlainNode(item, pointer + "/" + items.size()));
    }
    return items;
  }

  @Override
  public Map<String, JsonNode> asObject() {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(value))
        .forEach(
            (key, member) -> {
              String name = String.valueOf(key);
              members.put(
                  name, new PlainNode(member, pointer + "/" + JsonNode.encodeJsonPointer(name)));
            });
    return members;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlainNode that && equal(value, that.value);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return GoJson.write(value);
  }

  /** Numbers are equal by value. */
  static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = equal(a.get(i), b.get(i));
      }
      return same;
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(key -> equal(a.get(key), b.get(key)));
    }
    return Objects.equals(left, right);
  }
}
