package dev.millrace.yaml;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar means: null, boolean, number, timestamp or text. The rules are those of go-yaml,
 * which mix YAML 1.1 and 1.2: {@code 0755} and {@code 0o755} are octal, {@code 1_000} is a number,
 * {@code 12:30} is text.
 */
final class ScalarResolver {
  private static final String PREFIX = "tag:yaml.org,2002:";
  static final String STRING = PREFIX + "str";
  static final String BINARY = PREFIX + "binary";
  static final String MERGE = PREFIX + "merge";
  private static final String NULL = PREFIX + "null";
  private static final String BOOL = PREFIX + "bool";
  private static final String INT = PREFIX + "int";
  private static final String FLOAT = PREFIX + "float";
  private static final String TIMESTAMP = PREFIX + "timestamp";

  private final Dialect dialect;

  ScalarResolver(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The meaning of a scalar node; timestamps come as {@link GoTimestamp}. */
  @Nullable Object resolve(YamlNode.Scalar scalar) {
    String tag = scalar.tag();
    if ("!".equals(tag)) {
      if (dialect == Dialect.V2 || scalar.quoted()) {
        return scalar.text();
      }
      tag = null;
    } else if (tag == null && scalar.quoted()) {
      return scalar.text();
    }
    return tag == null ? implicit(scalar.text()) : explicit(tag, scalar);
  }

  /** Whether text without quotes would be read as this very text. */
  boolean isString(String text) {
    return text.isEmpty() ? false : implicit(text) instanceof String;
  }

  private @Nullable Object explicit(String tag, YamlNode.Scalar scalar) {
    String text = scalar.text();
    return switch (tag) {
      case BINARY -> decodeBinary(scalar);
      case NULL, BOOL, INT, FLOAT, TIMESTAMP -> typed(tag, scalar);
      default -> text;
    };
  }

  private @Nullable Object typed(String tag, YamlNode.Scalar scalar) {
    Object value = resolvePlain(scalar.text(), tag.equals(TIMESTAMP));
    boolean fits =
        switch (tag) {
          case NULL -> value == null;
          case BOOL -> value instanceof Boolean;
          case INT -> value instanceof Long || value instanceof BigInteger;
          case TIMESTAMP -> value instanceof GoTimestamp;
          default -> value instanceof Double || value instanceof Long;
        };
    if (!fits) {
      throw new YamlException(
          "the value is tagged !!"
              + tag.substring(PREFIX.length())
              + " but is not written as one; correct the value or remove the tag",
          scalar.start());
    }
    return tag.equals(FLOAT) && value instanceof Long whole ? Double.valueOf(whole) : value;
  }

  private static String decodeBinary(YamlNode.Scalar scalar) {
    try {
      String compact = scalar.text().replace("\n", "").replace("\r", "");
      return new String(Base64.getDecoder().decode(compact), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new YamlException("the !!binary value is not valid base64", scalar.start());
    }
  }

  private @Nullable Object implicit(String text) {
    return resolvePlain(text, true);
  }

  private @Nullable Object resolvePlain(String text, boolean timestamps) {
    if (text.isEmpty()) {
      return null;
    }
    char first = text.charAt(0);
    if (first == '.') {
      return dotted(text);
    }
    if (first == '+' || first == '-' || (first >= '0' && first <= '9')) {
      return number(text, timestamps);
    }
    return "yYnNtTfFoO~".indexOf(first) >= 0 ? word(text) : text;
  }

  private @Nullable Object word(String text) {
    return switch (text) {
      case "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE" -> Boolean.TRUE;
      case "false", "False", "FALSE" -> Boolean.FALSE;
      default -> dialect == Dialect.V2 ? oldBoolean(text) : text;
    };
  }

  /** YAML 1.1 booleans, or the text itself. */
  private static Object oldBoolean(String text) {
    return switch (text) {
      case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" -> Boolean.TRUE;
      case "n", "N", "no", "No", "NO", "off", "Off", "OFF" -> Boolean.FALSE;
      default -> text;
    };
  }

  /** Whether another reader, by the rules of YAML 1.1, would take the text for a boolean. */
  static boolean isOldBoolean(String text) {
    return text.length() <= 3 && oldBoolean(text) instanceof Boolean;
  }

  private static Object dotted(String text) {
    return switch (text) {
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      case ".inf", ".Inf", ".INF" -> Double.POSITIVE_INFINITY;
      default -> {
        Double value = GoNumbers.parseDotFloat(text);
        yield value == null ? text : value;
      }
    };
  }

  private static Object number(String text, boolean timestamps) {
    if (text.endsWith(".inf") || text.endsWith(".Inf") || text.endsWith(".INF")) {
      if (text.length() == 5 && !Character.isDigit(text.charAt(0))) {
        return text.charAt(0) == '+' ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      }
      return text;
    }
    if (timestamps) {
      GoTimestamp timestamp = GoTimestamp.parse(text);
      if (timestamp != null) {
        return timestamp;
      }
    }
    String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
    Number integer = GoNumbers.parseInteger(digits);
    if (integer != null) {
      return integer;
    }
    Double real = GoNumbers.parseFloat(digits);
    return real == null ? text : real;
  }
}
