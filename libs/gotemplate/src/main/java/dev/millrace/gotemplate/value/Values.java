package dev.millrace.gotemplate.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates can ask of any value: its type, kind, truth, length and numbers. */
public final class Values {
  private Values() {}

  /** The dynamic type of a value, or null for a nil interface and for no value. */
  public static @Nullable GoType typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String _ -> GoType.STRING;
      case Typed typed -> typed.goType();
      case Map<?, ?> _ -> GoType.DICT;
      case Long _ -> GoType.INT64;
      case Boolean _ -> GoType.BOOL;
      case Double _ -> GoType.FLOAT64;
      case List<?> _ -> GoType.LIST;
      case Integer _ -> GoType.INT;
      case Float _ -> GoType.FLOAT32;
      case BigInteger _ -> GoType.UINT64;
      case NoValue _ -> null;
      default ->
          throw new IllegalArgumentException(
              "a " + value.getClass().getName() + " cannot be a template value");
    };
  }

  /** The type of a value; the empty interface for a nil interface. */
  public static GoType typeOrAny(@Nullable Object value) {
    GoType type = typeOf(value);
    return type == null ? GoType.ANY : type;
  }

  /** The kind of a value; {@link Kind#INVALID} for nil and for no value. */
  public static Kind kindOf(@Nullable Object value) {
    GoType type = typeOf(value);
    return type == null ? Kind.INVALID : type.kind();
  }

  /** Whether there is a value: neither a nil interface nor no value. */
  public static boolean isPresent(@Nullable Object value) {
    return value != null && value != NoValue.NO_VALUE;
  }

  /** Null in place of no value, for functions that take any value. */
  public static @Nullable Object orNil(@Nullable Object value) {
    return value == NoValue.NO_VALUE ? null : value;
  }

  /** Truth as {@code if} sees it: not the zero value of its kind, and not empty. */
  public static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case String s -> !s.isEmpty();
      case Collection<?> c -> !c.isEmpty();
      case Map<?, ?> m -> !m.isEmpty();
      case NoValue _ -> false;
      case GoComplex c -> c.real() != 0 || c.imaginary() != 0;
      case StructValue _ -> true;
      default -> !isNumber(value) || toDouble(value) != 0;
    };
  }

  /** Whether the value is an integer or a floating-point number of any size. */
  public static boolean isNumber(@Nullable Object value) {
    Kind kind = kindOf(value);
    return kind.isInteger() || kind.isFloat();
  }

  /** The bits of a value of an integer kind. */
  public static long integerBits(@Nullable Object value) {
    return switch (value) {
      case Long l -> l;
      case IntegerValue i -> i.bits();
      case Integer i -> i;
      case BigInteger b -> b.longValue();
      case null, default -> throw new IllegalArgumentException("not an integer");
    };
  }

  /** A number of any kind as a double; unsigned values above the range of a long stay positive. */
  public static double toDouble(@Nullable Object value) {
    return switch (value) {
      case Double d -> d;
      case Float f -> f;
      case Long l -> l;
      case Integer i -> i;
      case BigInteger b -> b.doubleValue();
      case IntegerValue i -> i.goType().kind().isUnsigned() ? unsignedToDouble(i.bits()) : i.bits();
      case null, default -> throw new IllegalArgumentException("not a number");
    };
  }

  /** The value of unsigned 64 bits as the nearest double. */
  public static double unsignedToDouble(long bits) {
    return bits >= 0 ? bits : new BigInteger(Long.toUnsignedString(bits)).doubleValue();
  }

  /** Whether a value of a kind that can be nil is nil. A nil interface and no value are. */
  public static boolean isNil(@Nullable Object value) {
    return value == null
        || value == NoValue.NO_VALUE
        || value instanceof NilMap
        || (value instanceof GoSlice slice && slice.isNil());
  }

  /** The keys of a map in the order in which templates visit them. */
  public static List<String> sortedKeys(Map<String, ?> map) {
    List<String> keys = new ArrayList<>(map.keySet());
    keys.sort(GoString::compare);
    return keys;
  }

  /** A value known to be a map, with string keys as all maps of this model have. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> asMap(Object value) {
    return (Map<String, @Nullable Object>) value;
  }

  /** A value known to be a list. */
  @SuppressWarnings("unchecked")
  public static List<@Nullable Object> asList(Object value) {
    return (List<@Nullable Object>) value;
  }
}
