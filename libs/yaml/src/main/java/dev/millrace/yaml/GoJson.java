package dev.millrace.yaml;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes plain trees as JSON the way Go's {@code encoding/json} does: sorted keys, its
 * escapes, its number forms. What is hashed, signed or compared as text (checksums of ConfigMaps,
 * values digests, events) depends on these bytes.
 */
public final class GoJson {
  private GoJson() {}

  /** Whether {@code <}, {@code >} and {@code &} are written as {@code \u003c} and so on. */
  public enum Html {
    /** As {@code json.Marshal} does. */
    ESCAPED,
    /** As an encoder with {@code SetEscapeHTML(false)} does. */
    PLAIN
  }

  /**
   * Compact JSON as {@code json.Marshal} writes it, without a line break at the end.
   *
   * @throws IllegalArgumentException for infinities, NaN and values that are no part of a plain
   *     tree
   */
  public static String write(@Nullable Object tree) {
    return write(tree, Html.ESCAPED);
  }

  /**
   * {@link #write(Object)} to a target, piece by piece, for trees whose text is large.
   *
   * @throws IOException if the target takes no more
   */
  public static void write(@Nullable Object tree, Appendable target) throws IOException {
    new JsonWriter(Html.ESCAPED, null, "").write(tree, target);
  }

  /** Compact JSON with a choice about HTML characters. */
  public static String write(@Nullable Object tree, Html html) {
    return new JsonWriter(html, null, "").write(tree);
  }

  /**
   * JSON over several lines as {@code json.MarshalIndent(tree, "", indent)} writes it, without a
   * line break at the end.
   */
  public static String writeIndented(@Nullable Object tree, String indent) {
    return writeIndented(tree, "", indent, Html.ESCAPED);
  }

  /**
   * JSON over several lines.
   *
   * @param prefix of every line but the first
   * @param indent of each level
   */
  public static String writeIndented(
      @Nullable Object tree, String prefix, String indent, Html html) {
    return new JsonWriter(html, indent, prefix).write(tree);
  }

  /**
   * Reads one JSON value; integers stay exact ({@code Long}, else {@code BigInteger}), numbers with
   * a fraction or exponent are {@code Double}. Of duplicate keys the last one counts, as in Go.
   *
   * @throws YamlException if the text is not exactly one JSON value
   */
  public static @Nullable Object read(String text) {
    return new JsonReader(text, YamlLimits.DEFAULT, false).read();
  }

  /** {@link #read(String)} with every number a {@code Double}, as Go reads into an interface. */
  public static @Nullable Object readDoubles(String text) {
    return new JsonReader(text, YamlLimits.DEFAULT, false).allNumbersAsDoubles().read();
  }

  /** {@link #read(String)} with other bounds. */
  public static @Nullable Object read(String text, YamlLimits limits) {
    return new JsonReader(text, limits, false).read();
  }

  /** {@link #read(String)} that refuses duplicate keys. */
  public static @Nullable Object readStrict(String text, YamlLimits limits) {
    return new JsonReader(text, limits, true).read();
  }
}
