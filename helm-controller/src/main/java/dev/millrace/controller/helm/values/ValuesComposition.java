package dev.millrace.controller.helm.values;

import dev.millrace.controller.helm.values.ValuesFailure.Reason;
import dev.millrace.helm.values.PathSetter;
import dev.millrace.helm.values.SetLimits;
import dev.millrace.helm.values.SetSyntax;
import dev.millrace.helm.values.TableMerge;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.safety.Sensitive;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Joins the values of a HelmRelease as Flux does, oddities included (FLUX.md 4.4): references in
 * order, then the inline values on top. A value with a target path is set on a result that shares
 * its tables and lists with the inline values: where it lands in one of them, it survives the last
 * merge, elsewhere the inline values win.
 */
public final class ValuesComposition {
  private static final String SECRET = "Secret";
  private static final Pattern QUOTED = Pattern.compile("'[^']*+'");
  private static final Set<String> KINDS = Set.of("ConfigMap", SECRET);

  private final String namespace;
  private final ValuesSource source;
  private final Map<String, Object> inline;
  private final boolean hasSecrets;
  private final ValueTexts fromSecrets = new ValueTexts();
  private final ValueTexts fromElsewhere = new ValueTexts();
  private Map<String, Object> result = new LinkedHashMap<>();

  private ValuesComposition(
      String namespace, ValuesSource source, Map<String, Object> inline, boolean hasSecrets) {
    this.namespace = namespace;
    this.source = source;
    this.inline = inline;
    this.hasSecrets = hasSecrets;
  }

  /**
   * Joins inline values and references.
   *
   * @param inline not changed
   * @param namespace of the references, for messages
   * @throws ValuesFailure if a reference can't be used
   */
  public static ComposedValues compose(
      Map<String, Object> inline,
      List<ValuesReference> references,
      String namespace,
      ValuesSource source)
      throws ValuesFailure {
    Map<String, Object> own =
        Objects.requireNonNull(ValueTrees.asTable(ValueTrees.withDoubles(inline)));
    boolean hasSecrets = references.stream().anyMatch(each -> each.kind().equals(SECRET));
    var composition = new ValuesComposition(namespace, source, own, hasSecrets);
    composition.note(composition.fromElsewhere, inline);
    for (ValuesReference reference : references) {
      composition.add(reference);
    }
    return new ComposedValues(
        TableMerge.overlay(composition.result, own),
        composition.fromSecrets.all(),
        composition.fromElsewhere.all());
  }

  private void add(ValuesReference reference) throws ValuesFailure {
    Optional<String> value = find(reference);
    if (value.isEmpty()) {
      return;
    }
    if (reference.targetPath().isEmpty()) {
      Map<String, Object> table = read(reference, value.get());
      note(reference, table);
      result = TableMerge.overlay(result, table);
    } else {
      note(reference, value.get());
      result = TableMerge.overlay(result, inline);
      set(reference, value.get());
    }
  }

  /** Notes what a reference brought, before anything else is set on a table that it brought. */
  private void note(ValuesReference reference, Object brought) {
    note(reference.kind().equals(SECRET) ? fromSecrets : fromElsewhere, brought);
  }

  private void note(ValueTexts texts, Object values) {
    if (hasSecrets) {
      texts.add(values);
    }
  }

  private Optional<String> find(ValuesReference reference) throws ValuesFailure {
    if (!KINDS.contains(reference.kind())) {
      throw failure(Reason.UNSUPPORTED_KIND, reference, "unsupported values reference kind");
    }
    Optional<Map<String, String>> data = source.data(reference.kind(), reference.name());
    if (data.isPresent() && data.get().containsKey(reference.valuesKey())) {
      return Optional.ofNullable(data.get().get(reference.valuesKey()));
    }
    if (reference.optional()) {
      return Optional.empty();
    }
    throw data.isPresent()
        ? failure(Reason.KEY_NOT_FOUND, reference, "key not found")
        : failure(Reason.RESOURCE_NOT_FOUND, reference, "resource not found");
  }

  private Map<String, Object> read(ValuesReference reference, String text) throws ValuesFailure {
    try {
      Object tree = YamlReader.sigs().allNumbersAsDoubles().read(text);
      if (tree == null) {
        return Map.of();
      }
      Map<String, Object> table = ValueTrees.asTable(tree);
      if (table == null) {
        throw failure(Reason.UNREADABLE, reference, "the values must be a table");
      }
      return table;
    } catch (YamlException e) {
      throw failure(Reason.UNREADABLE, reference, explain(reference, e));
    }
  }

  private void set(ValuesReference reference, String value) throws ValuesFailure {
    try {
      if (reference.literal()) {
        set(reference, escape(value), SetSyntax.STRING);
      } else if (isQuoted(value, '\'') || isQuoted(value, '"')) {
        set(reference, withoutQuotes(value), SetSyntax.STRING);
      } else {
        set(reference, value, SetSyntax.TYPED);
      }
    } catch (ValuesException e) {
      throw failure(Reason.UNSETTABLE, reference, explain(reference, e));
    }
  }

  private void set(ValuesReference reference, String value, SetSyntax syntax)
      throws ValuesException {
    String assignment = reference.targetPath() + "=" + value;
    PathSetter.set(result, assignment, syntax, SetLimits.defaults());
    noteParts(reference, assignment, syntax);
  }

  /** A list in braces brings several texts; what can be set nowhere else is noted as a whole. */
  private void noteParts(ValuesReference reference, String assignment, SetSyntax syntax) {
    if (!hasSecrets) {
      return;
    }
    Map<String, Object> alone = new LinkedHashMap<>();
    try {
      PathSetter.set(alone, assignment, syntax, SetLimits.defaults());
    } catch (ValuesException _) {
      return;
    }
    note(reference, alone);
  }

  /** YAML takes a value that begins with an asterisk for a name, which complaints quote. */
  private static String explain(ValuesReference reference, YamlException e) {
    String complaint = String.valueOf(e.getMessage());
    return reference.kind().equals(SECRET)
        ? QUOTED.matcher(complaint).replaceAll(Sensitive.MASK)
        : complaint;
  }

  /** The grammar's complaints quote parts of the value, which must not be shown of a Secret. */
  private static String explain(ValuesReference reference, ValuesException e) {
    String complaint = reference.kind().equals(SECRET) ? "" : ": " + e.getMessage();
    return "its value can't be set at "
        + reference.targetPath()
        + complaint
        + "; check the path, and escape commas in the value or mark it as literal";
  }

  /** Takes from a value all that the grammar would give a meaning to. */
  private static String escape(String value) {
    String escaped = value.replace("\\", "\\\\").replace(",", "\\,");
    return escaped.startsWith("{") ? "\\" + escaped : escaped;
  }

  private static boolean isQuoted(String value, char quote) {
    return value.indexOf(quote) == 0 && value.lastIndexOf(quote) == value.length() - 1;
  }

  /** All quotes of both kinds at both ends. */
  private static String withoutQuotes(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && isQuote(value.charAt(start))) {
      start++;
    }
    while (end > start && isQuote(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(start, end);
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private ValuesFailure failure(Reason reason, ValuesReference reference, String problem) {
    return new ValuesFailure(reason, namespace, reference, problem);
  }
}
