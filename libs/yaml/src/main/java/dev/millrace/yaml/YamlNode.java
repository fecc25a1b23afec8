package dev.millrace.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed YAML value before its meaning is decided: source text, quoting, tag, anchor and place.
 * Most callers want the plain trees of {@link YamlReader#read}; nodes serve error messages, edits
 * and engines that must know how a scalar was written ({@code 1.10} or {@code 1.1}).
 */
public sealed interface YamlNode {
  /** The tag as resolved by the parser ({@code tag:yaml.org,2002:int}, {@code !x}), or null. */
  @Nullable String tag();

  /** The anchor without its {@code &}, or null. */
  @Nullable String anchor();

  /** First character of the value, its tag and anchor not included. */
  Position start();

  /** One beyond the last character of the value. */
  Position end();

  /** How a scalar was written. */
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED
  }

  /** A scalar; {@code text} is its content with quotes, escapes and folding already undone. */
  record Scalar(
      String text,
      Style style,
      @Nullable String tag,
      @Nullable String anchor,
      Position start,
      Position end)
      implements YamlNode {
    /** Whether the writer used any kind of quotes or a block, so that the text means a string. */
    public boolean quoted() {
      return style != Style.PLAIN;
    }
  }

  /** A list. */
  record Sequence(
      List<YamlNode> items,
      boolean flow,
      @Nullable String tag,
      @Nullable String anchor,
      Position start,
      Position end)
      implements YamlNode {}

  /** A map, its entries in source order, duplicates and merge keys included. */
  record Mapping(
      List<Entry> entries,
      boolean flow,
      @Nullable String tag,
      @Nullable String anchor,
      Position start,
      Position end)
      implements YamlNode {}

  /** A reference to an anchored value. */
  record Alias(String name, YamlNode target, Position start, Position end) implements YamlNode {
    @Override
    public @Nullable String tag() {
      return null;
    }

    @Override
    public @Nullable String anchor() {
      return null;
    }
  }

  /** One key and its value. */
  record Entry(YamlNode key, YamlNode value) {}
}
