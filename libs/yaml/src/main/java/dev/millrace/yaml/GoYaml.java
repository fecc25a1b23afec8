package dev.millrace.yaml;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain trees as YAML, byte for byte as Go programs do. Maps are written with sorted keys.
 * Values are {@code Map<String,?>}, {@code List<?>}, {@code String}, {@code Boolean}, {@code
 * Number} and null; anything else is an {@link IllegalArgumentException}.
 */
public final class GoYaml {
  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");

  private static final String MERGE = "<<";

  private GoYaml() {}

  /**
   * The text that {@code sigs.k8s.io/yaml} v1.6 {@code Marshal} makes: compact lists, folding at 80
   * columns, numbers as they look after a round trip through JSON. Kustomize prints its output and
   * Helm's {@code toYaml} works this way (KUSTOMIZE.md "Output", HELM.md "Rendering"). The text
   * ends with a line break.
   *
   * @throws IllegalArgumentException for infinities and NaN, which the original refuses too
   */
  public static String write(@Nullable Object tree) {
    return new YamlEmitter(Flavour.SIGS).document(tree);
  }

  /**
   * The text that {@code yaml.v3} makes with an indent of two: lists are indented, nothing is
   * folded, floats stay floats ({@code 1e+06}). Helm's {@code toYamlPretty}. The text ends with a
   * line break.
   */
  public static String writePretty(@Nullable Object tree) {
    return new YamlEmitter(Flavour.PRETTY).document(tree);
  }

  /**
   * The text that {@code yaml.v2} itself makes, without JSON in between: as {@link #write}, but
   * numbers stay what they are and control characters are escaped. Flux hashes values this way
   * (FLUX.md 4.3). The text ends with a line break.
   */
  public static String writeDirectly(@Nullable Object tree) {
    return new YamlEmitter(Flavour.DIRECT).document(tree);
  }

  /**
   * The text that {@code yaml.v3} makes of nodes with an indent of four, as SOPS writes its files:
   * maps keep their order, nothing is folded, comments are written where {@link Commented} values
   * say, and {@code OffsetDateTime} values are timestamps. The text ends with a line break.
   */
  public static String writeCommented(@Nullable Object tree) {
    return new YamlEmitter(Flavour.COMMENTED).document(tree);
  }

  /** A text in double quotes, on one line. */
  public static String doubleQuoted(String text) {
    YamlText out = new YamlText(Integer.MAX_VALUE, 2);
    out.doubleQuoted(text, 0, false);
    return out.written();
  }

  /** A time as Go's {@code RFC3339Nano} layout prints it, the form of YAML timestamps. */
  public static String timestamp(OffsetDateTime time) {
    return GoTimestamp.format(time);
  }

  /** What differs between the writers. */
  enum Flavour {
    SIGS(KeyOrder.V2, new ScalarResolver(Dialect.V2), 80) {
      @Override
      String numberText(Number number) {
        return text(checkFinite(GoNumbers.throughJson(number)));
      }

      @Override
      int indentInside(int indent, boolean listItem) {
        return indent + 2;
      }
    },
    DIRECT(KeyOrder.V2, new ScalarResolver(Dialect.V2), 80) {
      @Override
      String numberText(Number number) {
        return text(number);
      }

      @Override
      int indentInside(int indent, boolean listItem) {
        return indent + 2;
      }
    },
    PRETTY(KeyOrder.V3, new ScalarResolver(Dialect.V3), Integer.MAX_VALUE) {
      @Override
      String numberText(Number number) {
        return text(number);
      }

      @Override
      int indentInside(int indent, boolean listItem) {
        return listItem ? indent + 2 : 2 * ((indent + 2) / 2);
      }
    },
    COMMENTED(KeyOrder.V3, new ScalarResolver(Dialect.V3), Integer.MAX_VALUE) {
      @Override
      String numberText(Number number) {
        return text(number);
      }

      @Override
      int indentInside(int indent, boolean listItem) {
        return listItem ? indent + 2 : 4 * ((indent + 4) / 4);
      }

      @Override
      int indentStep() {
        return 4;
      }
    };

    final KeyOrder keyOrder;
    final int width;
    private final ScalarResolver resolver;

    Flavour(KeyOrder keyOrder, ScalarResolver resolver, int width) {
      this.keyOrder = keyOrder;
      this.resolver = resolver;
      this.width = width;
    }

    abstract String numberText(Number number);

    /** The indent one level deeper. */
    abstract int indentInside(int indent, boolean listItem);

    /** Lists inside maps start in the column of their key. */
    boolean compactLists() {
      return !isV3();
    }

    /** The indent of the first level, which block scalars name when they start with a space. */
    int indentStep() {
      return 2;
    }

    private boolean isV3() {
      return this == PRETTY || this == COMMENTED;
    }

    /** Whether the text is one that the original writes with the tag of merge keys. */
    boolean isMerge(String text) {
      return this == COMMENTED && text.equals(MERGE);
    }

    /** Text as the writer gets it: the original reads it from JSON, as a YAML scalar. */
    String asRead(String text) {
      return this == SIGS && text.indexOf('\u0085') >= 0 ? GoStrings.foldNextLines(text) : text;
    }

    boolean tabsAreSpecial() {
      return !isV3();
    }

    /**
     * The original passes through JSON text that a YAML parser reads, and fails on characters that
     * the parser refuses even inside quotes.
     */
    void checkText(String text) {
      if (this == SIGS && !text.chars().allMatch(Flavour::isReadable)) {
        throw new IllegalArgumentException(
            "a text holds a control character (DEL or U+0080 to U+009F), which YAML can't hold");
      }
    }

    private static boolean isReadable(int c) {
      return c < 0x7f || c == 0x85 || (c >= 0xa0 && c < 0xfffe);
    }

    /** Whether the text, without quotes, is read as text by this library and by YAML 1.1. */
    boolean canBePlain(String text) {
      return resolver.isString(text)
          && !isBase60(text)
          && (!isV3() || !ScalarResolver.isOldBoolean(text));
    }

    private static boolean isBase60(String text) {
      char first = text.charAt(0);
      boolean candidate = first == '+' || first == '-' || (first >= '0' && first <= '9');
      return candidate && text.indexOf(':') > 0 && BASE_60.matcher(text).matches();
    }

    private static Number checkFinite(Number number) {
      if (number instanceof Double d && !Double.isFinite(d)) {
        throw new IllegalArgumentException("a number is infinite or NaN, which JSON can't hold");
      }
      return number;
    }

    private static String text(Number number) {
      if (!(number instanceof Double || number instanceof Float)) {
        return number.toString();
      }
      String text = GoNumbers.formatGeneral(number.doubleValue());
      return Map.of("+Inf", ".inf", "-Inf", "-.inf", "NaN", ".nan").getOrDefault(text, text);
    }
  }
}
