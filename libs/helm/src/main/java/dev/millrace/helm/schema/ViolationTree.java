package dev.millrace.helm.schema;

import dev.harrel.jsonschema.Error;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the flat errors of the schema library into the order and nesting in which Helm reports them:
 * one entry for each schema that failed, by the keywords of the schema in a fixed order.
 */
final class ViolationTree {
  private static final String NONE = "";

  /** Keywords in the order of the report; an error of one of the first four hides all others. */
  private static final List<String> ORDER =
      List.of(
          "type",
          "const",
          "enum",
          "format",
          "minProperties",
          "maxProperties",
          "required",
          "dependencies",
          "properties",
          "patternProperties",
          "additionalProperties",
          "propertyNames",
          "minItems",
          "maxItems",
          "uniqueItems",
          "prefixItems",
          "items",
          "additionalItems",
          "contains",
          "minContains",
          "minLength",
          "maxLength",
          "pattern",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "not",
          "allOf",
          "anyOf",
          "oneOf",
          "then",
          "else",
          "dependentSchemas",
          "dependentRequired",
          "$ref",
          "$dynamicRef",
          "$recursiveRef",
          "unevaluatedItems",
          "unevaluatedProperties");

  private static final Set<String> HIDES_OTHERS = Set.of("type", "const", "enum", "format");

  /** Keywords whose schemas have a name or number of their own. */
  private static final Set<String> NAMED =
      Set.of(
          "properties",
          "patternProperties",
          "dependentSchemas",
          "dependencies",
          "allOf",
          "anyOf",
          "oneOf",
          "prefixItems");

  /** Keywords that speak of members and not of the value itself. */
  private static final Set<String> OF_MEMBERS =
      Set.of(
          "properties",
          "patternProperties",
          "additionalProperties",
          "unevaluatedProperties",
          "prefixItems",
          "items",
          "additionalItems",
          "unevaluatedItems",
          "contains");

  /** Keywords without words of their own: only what is below them counts. */
  private static final Set<String> SAYS_NOTHING = Set.of("maxContains", "dependentSchemas");

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  private final ViolationWording wording;

  ViolationTree(ViolationWording wording) {
    this.wording = wording;
  }

  /** The violations of the whole document. */
  List<Violation> build(List<Error> errors) {
    var raw = new ArrayList<Raw>();
    for (Error error : errors) {
      raw.add(new Raw(error, segments(error.getEvaluationPath())));
    }
    List<Violation> causes = schema(raw, 0, "");
    boolean onlyMembers =
        causes.size() == 1 && causes.getFirst().group() && !causes.getFirst().instance().isEmpty();
    return onlyMembers ? causes.getFirst().causes() : causes;
  }

  /** An error with the way through the schema that led to it. */
  record Raw(Error error, List<String> path) {
    String keyword() {
      String keyword = error.getKeyword();
      return keyword == null ? NONE : keyword;
    }

    String instance() {
      return error.getInstanceLocation();
    }
  }

  /** The violations of one schema; {@code depth} is the length of the way to it. */
  private List<Violation> schema(List<Raw> errors, int depth, String instance) {
    Map<String, List<Raw>> byKeyword =
        new TreeMap<>(Comparator.comparingInt(ViolationTree::rank).thenComparing(k -> k));
    for (Raw raw : errors) {
      String keyword = raw.path().size() <= depth ? NONE : raw.path().get(depth);
      byKeyword.computeIfAbsent(keyword, _ -> new ArrayList<>()).add(raw);
    }
    var violations = new ArrayList<Violation>();
    for (var entry : byKeyword.entrySet()) {
      violations.addAll(keyword(entry.getKey(), entry.getValue(), depth, instance));
      if (HIDES_OTHERS.contains(entry.getKey())) {
        break;
      }
    }
    return violations;
  }

  private List<Violation> keyword(String keyword, List<Raw> errors, int depth, String instance) {
    return switch (keyword) {
      case NONE -> List.of(Violation.of(instance, "false schema", List.of()));
      case "if" -> List.of();
      case "additionalProperties" -> additional(keyword, errors, depth, instance);
      case "additionalItems" -> additional(keyword, errors, depth, instance);
      case "propertyNames" -> propertyNames(errors, depth);
      case "allOf", "anyOf", "oneOf", "not", "contains" ->
          own(errors, depth).stream()
              .map(
                  raw ->
                      Violation.of(
                          instance,
                          wording.of(raw),
                          keyword.equals("not") || wording.matchedSeveral(raw)
                              ? List.of()
                              : children(keyword, below(errors, depth), depth, instance)))
              .toList();
      default -> plain(keyword, errors, depth, instance);
    };
  }

  private List<Violation> plain(String keyword, List<Raw> errors, int depth, String instance) {
    var violations = new ArrayList<Violation>();
    for (Raw raw : own(errors, depth)) {
      if (!SAYS_NOTHING.contains(keyword)) {
        violations.add(Violation.of(instance, wording.of(raw), List.of()));
      }
    }
    violations.addAll(children(keyword, below(errors, depth), depth, instance));
    return violations;
  }

  /** Members that no other keyword allows are named together. */
  private List<Violation> additional(String keyword, List<Raw> errors, int depth, String instance) {
    List<Raw> refused =
        errors.stream()
            .filter(raw -> raw.path().size() == depth + 1 && raw.keyword().isEmpty())
            .toList();
    var violations = new ArrayList<Violation>();
    if (!refused.isEmpty()) {
      List<String> names = refused.stream().map(raw -> lastSegment(raw.instance())).toList();
      List<String> unknown = wording.unknownTo(refused.getFirst(), names);
      if (!unknown.isEmpty()) {
        violations.add(Violation.of(instance, wording.refused(keyword, unknown), List.of()));
      }
    }
    List<Raw> others =
        errors.stream()
            .filter(raw -> !refused.contains(raw))
            .filter(raw -> isUnknownMember(raw, depth, instance))
            .toList();
    violations.addAll(children(keyword, others, depth, instance));
    return violations;
  }

  /** The library also checks members that {@code patternProperties} refused. */
  private boolean isUnknownMember(Raw raw, int depth, String instance) {
    String member = lastSegment(memberOf(raw.instance(), instance));
    return raw.path().size() != depth + 2 || !wording.unknownTo(raw, List.of(member)).isEmpty();
  }

  private List<Violation> propertyNames(List<Raw> errors, int depth) {
    Map<String, List<Raw>> byName = new LinkedHashMap<>();
    for (Raw raw : errors) {
      String name = SchemaPointers.name(raw.instance());
      if (name != null) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(raw);
      }
    }
    var violations = new ArrayList<Violation>();
    byName.forEach(
        (name, raws) ->
            violations.add(
                Violation.of(
                    "",
                    "invalid propertyName " + ViolationWording.quote(name),
                    schema(raws, depth + 1, raws.getFirst().instance()))));
    return violations;
  }

  /** One entry for each schema below a keyword and each value it was applied to. */
  private List<Violation> children(String keyword, List<Raw> errors, int depth, String instance) {
    boolean named =
        NAMED.contains(keyword) || (keyword.equals("items") && wording.isTuple(errors, depth));
    int childDepth = depth + (named ? 2 : 1);
    Map<List<String>, List<Raw>> byChild = new LinkedHashMap<>();
    for (Raw raw : errors) {
      String child = OF_MEMBERS.contains(keyword) ? memberOf(raw.instance(), instance) : instance;
      String name = named && raw.path().size() > depth + 1 ? raw.path().get(depth + 1) : "";
      byChild.computeIfAbsent(List.of(name, child), _ -> new ArrayList<>()).add(raw);
    }
    var violations = new ArrayList<Violation>();
    byChild.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().get(1), PointerOrder.INSTANCE))
        .forEach(
            entry -> {
              String child = entry.getKey().get(1);
              List<Violation> causes = schema(entry.getValue(), childDepth, child);
              if (!causes.isEmpty()) {
                Violation joined = Violation.joined(child, causes);
                boolean referred = REFERENCES.contains(keyword) && joined.group();
                violations.add(referred ? joined.referred(child) : joined);
              }
            });
    return violations;
  }

  private static List<Raw> own(List<Raw> errors, int depth) {
    return errors.stream()
        .filter(raw -> raw.path().size() == depth + 1 && !raw.keyword().isEmpty())
        .toList();
  }

  private static List<Raw> below(List<Raw> errors, int depth) {
    return errors.stream()
        .filter(raw -> raw.path().size() > depth + 1 || raw.keyword().isEmpty())
        .toList();
  }

  private static String memberOf(String pointer, String parent) {
    int end = pointer.indexOf('/', parent.length() + 1);
    return end < 0 ? pointer : pointer.substring(0, end);
  }

  private static String lastSegment(String pointer) {
    return SchemaPointers.decode(pointer.substring(pointer.lastIndexOf('/') + 1));
  }

  private static List<String> segments(String pointer) {
    return pointer.isEmpty()
        ? List.of()
        : List.of(pointer.substring(1).split("/", -1)).stream()
            .map(SchemaPointers::decode)
            .toList();
  }

  private static int rank(String keyword) {
    int known = ORDER.indexOf(keyword);
    return known < 0 ? ORDER.size() : known;
  }
}
