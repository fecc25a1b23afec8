package dev.millrace.helm.schema;

import com.google.re2j.Pattern;
import dev.millrace.helm.schema.ViolationTree.Raw;
import dev.millrace.yaml.GoNumbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words for violations: those of the Go library that Helm validates with. */
final class ViolationWording {
  /** The order in which the original lists types. */
  private static final List<String> TYPES =
      List.of("null", "boolean", "number", "integer", "string", "array", "object");

  private final @Nullable Object schema;
  private final @Nullable Object instance;

  ViolationWording(@Nullable Object schema, @Nullable Object instance) {
    this.schema = schema;
    this.instance = instance;
  }

  /** The text for one error of one keyword. */
  String of(Raw raw) {
    Object wanted = keywordValue(raw);
    Object got = SchemaPointers.find(instance, raw.instance());
    String keyword = raw.keyword();
    return switch (keyword) {
      case "type" -> "got " + typeName(got) + ", want " + typeNames(wanted);
      case "const" -> isPrimitive(wanted) ? "value must be " + display(wanted) : "'const' failed";
      case "enum" -> ofEnum(wanted);
      case "format" -> display(got) + " is not valid " + wanted + ": " + raw.error().getError();
      case "required" -> missing(wanted, got);
      case "dependencies", "dependentRequired" -> dependent(wanted, got);
      case "minProperties", "maxProperties" ->
          sizes(keyword, ((Map<?, ?>) nonNull(got)).size(), wanted);
      case "minItems", "maxItems" -> sizes(keyword, ((List<?>) nonNull(got)).size(), wanted);
      case "minLength", "maxLength" -> sizes(keyword, length(got), wanted);
      case "pattern" -> display(got) + " does not match pattern " + quote(String.valueOf(wanted));
      case "uniqueItems" -> equalItems((List<?>) nonNull(got));
      case "contains" -> "no items match contains schema";
      case "minContains" -> "min " + number(wanted) + " items required to match contains schema";
      case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
          ofBound(raw, got, wanted);
      case "multipleOf" -> keyword + ": got " + number(got) + ", want " + number(wanted);
      case "not", "allOf", "anyOf" -> "'" + keyword + "' failed";
      case "oneOf" -> ofOneOf(raw);
      default -> raw.error().getError();
    };
  }

  /** The text for members that a keyword does not allow. */
  String refused(String keyword, List<String> members) {
    return keyword.equals("additionalItems")
        ? "last " + members.size() + " additionalItem(s) not allowed"
        : "additional properties " + quoted(members) + " not allowed";
  }

  /** Those names that the other keywords of the same schema don't speak of. */
  List<String> unknownTo(Raw refusal, List<String> names) {
    String pointer = pointer(refusal);
    int last = pointer.lastIndexOf('/');
    Object owner = last < 0 ? null : SchemaPointers.find(schema, pointer.substring(0, last));
    Object patterns = owner instanceof Map<?, ?> map ? map.get("patternProperties") : null;
    if (!(patterns instanceof Map<?, ?> known)) {
      return names;
    }
    return names.stream()
        .filter(
            name ->
                known.keySet().stream()
                    .noneMatch(p -> Pattern.compile(String.valueOf(p)).matcher(name).find()))
        .toList();
  }

  /** Whether a {@code oneOf} failed because more than one schema fits. */
  boolean matchedSeveral(Raw raw) {
    return raw.keyword().equals("oneOf") && raw.error().getError().contains("more than one");
  }

  /** Whether {@code items} is a list of schemas, one for each place. */
  boolean isTuple(List<Raw> errors, int depth) {
    return errors.stream()
        .allMatch(
            raw ->
                raw.path().size() > depth + 1
                    && raw.path().get(depth + 1).chars().allMatch(c -> c >= '0' && c <= '9'));
  }

  private @Nullable Object keywordValue(Raw raw) {
    Object owner = SchemaPointers.find(schema, pointer(raw));
    return owner instanceof Map<?, ?> map ? map.get(raw.keyword()) : null;
  }

  /** Where in the schema file the failed schema is. */
  private static String pointer(Raw raw) {
    String location = raw.error().getSchemaLocation();
    int hash = location.indexOf('#');
    String pointer = hash < 0 ? "" : location.substring(hash + 1);
    return pointer.startsWith("/") ? pointer : "";
  }

  private static String ofEnum(@Nullable Object wanted) {
    if (!(wanted instanceof List<?> values)
        || !values.stream().allMatch(ViolationWording::isPrimitive)) {
      return "'enum' failed";
    }
    String shown = values.stream().map(ViolationWording::display).collect(Collectors.joining(", "));
    return (values.size() == 1 ? "value must be " : "value must be one of ") + shown;
  }

  private static String missing(@Nullable Object wanted, @Nullable Object got) {
    var missing = new ArrayList<String>();
    for (Object name : listOf(wanted)) {
      if (got instanceof Map<?, ?> map && !map.containsKey(name)) {
        missing.add(String.valueOf(name));
      }
    }
    return (missing.size() == 1 ? "missing property " : "missing properties ") + quoted(missing);
  }

  private static String dependent(@Nullable Object wanted, @Nullable Object got) {
    if (wanted instanceof Map<?, ?> rules && got instanceof Map<?, ?> map) {
      for (var rule : rules.entrySet()) {
        List<String> missing =
            listOf(rule.getValue()).stream()
                .filter(name -> !map.containsKey(name))
                .map(String::valueOf)
                .toList();
        if (map.containsKey(rule.getKey()) && !missing.isEmpty()) {
          return "properties %s required, if %s exists"
              .formatted(quoted(missing), quote(String.valueOf(rule.getKey())));
        }
      }
    }
    return "a dependency is missing";
  }

  private static String sizes(String keyword, int size, @Nullable Object wanted) {
    return keyword + ": got " + number((double) size) + ", want " + number(wanted);
  }

  /** In draft 4 a boolean beside the bound makes it exclusive. */
  private String ofBound(Raw raw, @Nullable Object got, @Nullable Object wanted) {
    String keyword = raw.keyword();
    boolean exclusive =
        raw.error().getError().contains("equal") && !keyword.startsWith("exclusive");
    String name =
        exclusive
            ? "exclusive" + Character.toUpperCase(keyword.charAt(0)) + keyword.substring(1)
            : keyword;
    return name + ": got " + number(got) + ", want " + number(wanted);
  }

  /** Of the schemas that match, the first two are named. */
  private static String ofOneOf(Raw raw) {
    String error = raw.error().getError();
    int from = error.indexOf('[');
    if (!error.contains("more than one") || from < 0) {
      return "'oneOf' failed, none matched";
    }
    String[] matched = error.substring(from + 1, error.length() - 1).split(", ");
    return "'oneOf' failed, subschemas " + matched[0] + ", " + matched[1] + " matched";
  }

  private static String equalItems(List<?> items) {
    for (int later = 1; later < items.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (PlainNode.equal(items.get(earlier), items.get(later))) {
          return "items at " + earlier + " and " + later + " are equal";
        }
      }
    }
    return "items are equal";
  }

  private static String typeName(@Nullable Object value) {
    return switch (PlainNode.typeOf(value)) {
      case NULL -> "null";
      case BOOLEAN -> "boolean";
      case STRING -> "string";
      case INTEGER, NUMBER -> "number";
      case ARRAY -> "array";
      case OBJECT -> "object";
    };
  }

  private static String typeNames(@Nullable Object wanted) {
    if (wanted instanceof List<?> names) {
      return TYPES.stream().filter(names::contains).collect(Collectors.joining(" or "));
    }
    return String.valueOf(wanted);
  }

  private static boolean isPrimitive(@Nullable Object value) {
    return !(value instanceof Map) && !(value instanceof List);
  }

  private static String display(@Nullable Object value) {
    return switch (value) {
      case null -> "<nil>";
      case String text -> quote(text);
      case Double number -> GoNumbers.formatJson(number);
      default -> String.valueOf(value);
    };
  }

  static String quote(String text) {
    var quoted = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'' -> quoted.append("\\'");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('\'').toString();
  }

  private static String quoted(Collection<String> names) {
    return names.stream().map(ViolationWording::quote).collect(Collectors.joining(", "));
  }

  /** Digits in groups of three; very large and very small numbers as a power of ten. */
  private static String number(@Nullable Object value) {
    if (!(value instanceof Number number)) {
      return String.valueOf(value);
    }
    String text = GoNumbers.formatGeneral(number.doubleValue());
    int exponent = text.indexOf('e');
    return exponent < 0 ? grouped(text) : power(text, exponent);
  }

  private static String grouped(String text) {
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    String rest = dot < 0 ? "" : text.substring(dot);
    var out = new StringBuilder(whole);
    for (int at = whole.length() - 3; at > (whole.startsWith("-") ? 1 : 0); at -= 3) {
      out.insert(at, ',');
    }
    return out + rest;
  }

  private static String power(String text, int exponent) {
    var out = new StringBuilder(text.substring(0, exponent)).append("×10");
    for (char c : text.substring(exponent + 1).toCharArray()) {
      switch (c) {
        case '+' -> {}
        case '-' -> out.append('⁻');
        case '1' -> out.append('¹');
        case '2' -> out.append('²');
        case '3' -> out.append('³');
        default -> out.append((char) ('⁰' + (c - '0')));
      }
    }
    return out.toString();
  }

  private static int length(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.codePointCount(0, text.length());
  }

  private static List<?> listOf(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static Object nonNull(@Nullable Object value) {
    return Objects.requireNonNull(value, "the value that an error speaks of");
  }
}
