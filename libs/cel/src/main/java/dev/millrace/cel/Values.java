package dev.millrace.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts between plain trees and the values of the CEL library. */
final class Values {
  private Values() {}

  static Map<String, Object> toCel(Map<String, ? extends @Nullable Object> variables) {
    Map<String, Object> converted = LinkedHashMap.newLinkedHashMap(variables.size());
    variables.forEach((name, value) -> converted.put(name, toCel(value)));
    return converted;
  }

  private static Object toCel(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case Map<?, ?> map -> toCelMap(map);
      case List<?> list -> toCelList(list);
      case BigInteger big -> toCelNumber(big);
      case Integer number -> number.longValue();
      default -> value;
    };
  }

  private static Map<Object, Object> toCelMap(Map<?, ?> map) {
    Map<Object, Object> converted = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, item) -> converted.put(key, toCel(item)));
    return converted;
  }

  private static List<Object> toCelList(List<?> list) {
    List<Object> converted = new ArrayList<>(list.size());
    list.forEach(item -> converted.add(toCel(item)));
    return converted;
  }

  private static Object toCelNumber(BigInteger big) {
    return big.signum() >= 0 && big.bitLength() <= Long.SIZE
        ? UnsignedLong.valueOf(big)
        : (Object) big.doubleValue();
  }

  static @Nullable Object toPlain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case NullValue _ -> null;
      case Map<?, ?> map -> toPlainMap(map);
      case List<?> list -> toPlainList(list);
      case UnsignedLong number -> toPlainNumber(number.bigIntegerValue());
      case Optional<?> optional -> toPlain(optional.orElse(null));
      case CelByteString bytes -> bytes.toStringUtf8();
      case String _, Boolean _, Long _, Double _ -> value;
      default -> value.toString();
    };
  }

  private static Map<String, @Nullable Object> toPlainMap(Map<?, ?> map) {
    Map<String, @Nullable Object> plain = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, item) -> plain.put(String.valueOf(key), toPlain(item)));
    return plain;
  }

  private static List<@Nullable Object> toPlainList(List<?> list) {
    List<@Nullable Object> plain = new ArrayList<>(list.size());
    list.forEach(item -> plain.add(toPlain(item)));
    return plain;
  }

  private static Object toPlainNumber(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }
}
