package dev.millrace.helm.action;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How lists of Kubernetes' own kinds are merged, so that items of others survive. Kinds that are
 * not in the table, such as those of custom definitions, have lists that are replaced as a whole.
 */
final class MergeTypes {
  private static final String TABLE = "merge-types.txt";
  private static final String NOTHING = "-";
  private static final MergeTypes BUILT_IN = read();

  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, Field> fields = new HashMap<>();

  private MergeTypes() {}

  /**
   * A field whose content is merged in a way of its own.
   *
   * @param type the type of its value, or of the items of the list; null if nothing is special
   *     there
   * @param listKey what tells items apart; empty for values that are their own key; null for what
   *     is not merged as a list
   * @param retainsWantedOnly whether fields that nobody wants any more are removed from the value
   */
  record Field(@Nullable String type, @Nullable String listKey, boolean retainsWantedOnly) {
    static final Field PLAIN = new Field(null, null, false);
  }

  /** The table of Kubernetes 1.36. */
  static MergeTypes builtIn() {
    return BUILT_IN;
  }

  /** The type of an object, or null. */
  @Nullable String of(ObjectRef object) {
    return kinds.get(object.apiVersion() + " " + object.kind());
  }

  /** A field of a type; without a type nothing is special. */
  Field field(@Nullable String type, String name) {
    return type == null ? Field.PLAIN : fields.getOrDefault(type + " " + name, Field.PLAIN);
  }

  private static MergeTypes read() {
    var types = new MergeTypes();
    try (InputStream in = MergeTypes.class.getResourceAsStream(TABLE)) {
      String table =
          new String(Objects.requireNonNull(in, TABLE).readAllBytes(), StandardCharsets.UTF_8);
      table.lines().filter(line -> !line.startsWith("#")).forEach(types::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return types;
  }

  private void add(String line) {
    String[] words = line.split(" ");
    if (words[0].equals("kind")) {
      kinds.put(words[1] + " " + words[2], words[3]);
    } else {
      fields.put(words[1] + " " + words[2], field(words[3], words[4].split(",")));
    }
  }

  private static Field field(String type, String[] rules) {
    String listKey = null;
    boolean retains = false;
    for (String rule : rules) {
      retains |= rule.equals("retain");
      listKey = rule.startsWith("merge=") ? rule.substring("merge=".length()) : listKey;
    }
    return new Field(type.equals(NOTHING) ? null : type, listKey, retains);
  }
}
