package dev.millrace.apply.drift;

import dev.millrace.apply.object.JsonPointer;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import dev.millrace.safety.SecretTexts;
import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps secret values out of messages and reports. Secret are the data of Secrets and their
 * annotations, all values of an object that was decrypted, and of every object the annotation in
 * which {@code kubectl} keeps a copy of the whole (SECURITY-CASES 28–30).
 */
public final class SecretMask {

  private static final String MASK = Sensitive.MASK;
  private static final String MASK_BEFORE = "*** (before)";
  private static final String MASK_AFTER = "*** (after)";
  private static final JsonPointer LAST_APPLIED =
      JsonPointer.of("metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration");
  private static final JsonPointer ANNOTATIONS = JsonPointer.of("metadata", "annotations");
  private static final List<JsonPointer> SECRET_PARTS =
      List.of(JsonPointer.of("data"), JsonPointer.of("stringData"), ANNOTATIONS);
  private static final Pattern QUOTED_VALUE =
      Pattern.compile("(Invalid value: )(\"(?:[^\"\\\\]|\\\\.)*\"|[^:\\s]+)");

  private final boolean allSecret;
  private final boolean isSecret;
  private final Set<String> secrets;

  private SecretMask(boolean allSecret, boolean isSecret, Set<String> secrets) {
    this.allSecret = allSecret;
    this.isSecret = isSecret;
    this.secrets = Set.copyOf(secrets);
  }

  /** The mask for an object. */
  public static SecretMask of(KubeObject object) {
    return of(object, false);
  }

  /** The mask for an object, all of whose values are secret if it was decrypted. */
  public static SecretMask of(KubeObject object, boolean decrypted) {
    boolean isSecret = object.kind().equalsIgnoreCase("Secret") && object.apiVersion().equals("v1");
    return new SecretMask(decrypted, isSecret, Set.of());
  }

  /** The same, which hides these values wherever they are. */
  public SecretMask alsoHiding(Set<String> values) {
    return new SecretMask(allSecret, isSecret, values);
  }

  /** Whether the value at a place must not be shown. */
  public boolean hides(JsonPointer path) {
    if (path.startsWith(LAST_APPLIED)) {
      return true;
    }
    if (allSecret) {
      return !path.startsWith(JsonPointer.of("metadata")) || path.startsWith(ANNOTATIONS);
    }
    return isSecret && SECRET_PARTS.stream().anyMatch(path::startsWith);
  }

  /** The change with masked values; of two different ones it can be told that they differ. */
  public FieldChange mask(FieldChange change) {
    boolean both = change.kind() == FieldChange.Kind.CHANGED;
    Predicate<JsonPointer> hidden =
        reveals(change.before()) || reveals(change.after()) ? _ -> true : this::hides;
    return new FieldChange(
        change.kind(),
        change.path(),
        mask(change.path(), change.before(), both ? MASK_BEFORE : MASK, hidden),
        mask(change.path(), change.after(), both ? MASK_AFTER : MASK, hidden),
        change.manager());
  }

  /** Whether a value holds one that must not be shown anywhere. */
  private boolean reveals(@Nullable Object node) {
    return switch (node) {
      case null -> false;
      case Map<?, ?> map -> map.values().stream().anyMatch(this::reveals);
      case List<?> list -> list.stream().anyMatch(this::reveals);
      default -> secrets.stream().anyMatch(secret -> SecretTexts.isIn(secret, node.toString()));
    };
  }

  /** A copy of an object that can be shown. */
  public KubeObject mask(KubeObject object) {
    return KubeObject.of(
        Tree.map(
            mask(
                new JsonPointer(List.of()),
                object.without("metadata", "managedFields").tree(),
                MASK,
                this::hides)));
  }

  private @Nullable Object mask(
      JsonPointer path, @Nullable Object node, String mask, Predicate<JsonPointer> hidden) {
    return switch (node) {
      case null -> null;
      case Map<?, ?> map -> maskMap(path, map, mask, hidden);
      case List<?> list ->
          Stream.iterate(0, i -> i < list.size(), i -> i + 1)
              .map(i -> mask(path.child(Integer.toString(i)), list.get(i), mask, hidden))
              .toList();
      default -> hidden.test(path) || reveals(node) ? mask : node;
    };
  }

  private Map<String, @Nullable Object> maskMap(
      JsonPointer path, Map<?, ?> map, String mask, Predicate<JsonPointer> hidden) {
    Map<String, @Nullable Object> masked = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            masked.put((String) key, mask(path.child((String) key), value, mask, hidden)));
    return masked;
  }

  /**
   * A message about an object without the object's secret values, however the server quoted them.
   */
  public String scrub(String message, KubeObject object) {
    Set<String> hidden = new HashSet<>();
    secrets.stream().flatMap(SecretMask::spellings).forEach(hidden::add);
    String scrubbed = message;
    if (isSecret || allSecret || LAST_APPLIED.isIn(object.tree())) {
      Set<String> shown = new HashSet<>();
      collect(new JsonPointer(List.of()), object.tree(), hidden, shown);
      scrubbed = withoutQuotedValues(message, shown);
    }
    return SecretTexts.mask(hidden, scrubbed);
  }

  private static String withoutQuotedValues(String message, Set<String> shown) {
    return QUOTED_VALUE
        .matcher(message)
        .replaceAll(
            found ->
                shown.contains(found.group(2).replace("\"", ""))
                    ? Matcher.quoteReplacement(found.group())
                    : "$1\"***\"");
  }

  private void collect(
      JsonPointer path, @Nullable Object node, Set<String> hidden, Set<String> shown) {
    switch (node) {
      case null -> {}
      case Map<?, ?> map ->
          map.forEach((key, value) -> collect(path.child((String) key), value, hidden, shown));
      case List<?> list -> list.forEach(item -> collect(path.child("0"), item, hidden, shown));
      default -> {
        if (hides(path)) {
          spellings(node.toString()).forEach(hidden::add);
        } else {
          shown.add(node.toString());
        }
      }
    }
  }

  /** A value as it is, as base64, decoded from base64, and each in the escapes of JSON. */
  private static Stream<String> spellings(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    Stream<String> plain =
        Stream.of(value, Base64.getEncoder().encodeToString(bytes), decoded(value));
    UnaryOperator<String> escape =
        text -> text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return plain.flatMap(text -> Stream.of(text, escape.apply(text), text.strip()));
  }

  private static String decoded(String value) {
    try {
      return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return value;
    }
  }
}
