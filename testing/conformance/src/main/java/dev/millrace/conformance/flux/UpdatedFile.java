package dev.millrace.conformance.flux;

import dev.millrace.yaml.YamlLimits;
import dev.millrace.yaml.YamlNode;
import dev.millrace.yaml.edit.EditableYaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Compares a file before and after an update with what the original wrote: the data are equal, the
 * marked lines are equal but for spacing, all other lines are as they were.
 *
 * <p>Three habits of the original's YAML library are allowed for: it drops its own annotations and
 * then empty annotations, it drops documents without content, and it moves a value in brackets to
 * the line of the bracket.
 */
final class UpdatedFile {
  private static final String MARKER = "\"$imagepolicy\"";

  private static final Pattern BLOCK_HEADER =
      Pattern.compile("[|>][-+0-9]*[ \\t]+#.*" + Pattern.quote(MARKER));

  private final String path;
  private final byte[] before;
  private final byte[] original;
  private final byte[] after;

  UpdatedFile(String path, byte[] before, byte[] original, byte[] after) {
    this.path = path;
    this.before = before;
    this.original = original;
    this.after = after;
  }

  List<String> faults() {
    if (Arrays.equals(original, after)) {
      return List.of();
    }
    if (Arrays.equals(before, original) || Arrays.equals(before, after)) {
      return List.of(path + ": only one of the two changed the file: " + text(after));
    }
    List<String> faults = new ArrayList<>();
    if (!data(text(original)).equals(data(text(after)))) {
      faults.add(path + ": the data differ:\n" + text(after));
    }
    faults.addAll(markedLineFaults());
    faults.addAll(otherLineFaults());
    return faults;
  }

  private List<String> markedLineFaults() {
    List<String> ours = lines(text(after)).stream().filter(UpdatedFile::isMarked).toList();
    List<String> theirs = lines(text(original)).stream().filter(UpdatedFile::isMarked).toList();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      String our = i < ours.size() ? ours.get(i) : "";
      String their = i < theirs.size() ? theirs.get(i) : "";
      if (!compact(their).endsWith(compact(our)) || our.isEmpty()) {
        faults.add(path + ": expected the line " + their + ", was " + our);
      }
    }
    return faults;
  }

  /** A line without spacing, and without the comma that the original adds in brackets. */
  private static String compact(String line) {
    return line.replaceAll("[ \\t\\r\\n,]", "");
  }

  /** Only the lines of a marked scalar that spans several lines may differ. */
  private List<String> otherLineFaults() {
    List<String> old = withoutMarkedScalars(lines(text(before)));
    List<String> now = withoutMarkedScalars(lines(text(after)));
    List<String> faults = new ArrayList<>();
    int at = 0;
    for (String line : now) {
      while (at < old.size() && !old.get(at).equals(line) && startsMultiLineScalar(old, at)) {
        at++;
      }
      if (at == old.size() || !old.get(at).equals(line)) {
        faults.add(path + ": changed a line without marker: " + line);
        return faults;
      }
      at++;
    }
    if (at < old.size()) {
      faults.add(path + ": lost the line: " + old.get(at));
    }
    return faults;
  }

  /** Marked lines become one placeholder; the first line of a marked block is left out. */
  private static List<String> withoutMarkedScalars(List<String> lines) {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      boolean inBlock = i > 0 && BLOCK_HEADER.matcher(lines.get(i - 1)).find();
      if (!inBlock) {
        others.add(isMarked(lines.get(i)) ? MARKER : lines.get(i));
      }
    }
    return others;
  }

  /** A scalar that starts in this line and whose marker is in the next one. */
  private static boolean startsMultiLineScalar(List<String> lines, int at) {
    return at + 1 < lines.size() && lines.get(at + 1).equals(MARKER);
  }

  private static boolean isMarked(String line) {
    return line.contains(MARKER);
  }

  private static List<String> lines(String text) {
    return Arrays.asList(text.split("(?<=\n)"));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** All documents as trees of texts, with the tags that are written and nothing resolved. */
  private static List<Object> data(String text) {
    List<Object> data = new ArrayList<>();
    for (YamlNode document : EditableYaml.parse(text, YamlLimits.DEFAULT).documents()) {
      Object tree = tree(document);
      if (!tree.equals(Map.of()) && !tree.equals("null")) {
        data.add(tree);
      }
    }
    return data;
  }

  private static Object tree(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> scalar.text();
      case YamlNode.Sequence list -> list.items().stream().map(UpdatedFile::tree).toList();
      case YamlNode.Mapping mapping -> tree(mapping);
      case YamlNode.Alias alias -> "*" + alias.name();
    };
  }

  private static Map<Object, Object> tree(YamlNode.Mapping mapping) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      Object key = tree(entry.key());
      Object value = tree(entry.value());
      if (!String.valueOf(key).startsWith("internal.config.kubernetes.io/")
          && !(key.equals("annotations") && (value.equals(Map.of()) || value.equals("")))) {
        map.put(key, value);
      }
    }
    return map;
  }
}
