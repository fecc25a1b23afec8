package dev.millrace.controller.helm.values;

import dev.millrace.safety.Sha256;
import dev.millrace.yaml.GoStrings;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.StructFields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The config digest of a release (FLUX.md 4.3): the hash of the values as YAML with sorted keys; of
 * empty values, the hash of nothing.
 */
public final class ValuesDigest {
  private static final BigInteger MAX_UNSIGNED =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private ValuesDigest() {}

  /** The digest, as {@code sha256:} and hexadecimal digits. */
  public static String of(Map<String, Object> values) {
    return "sha256:" + Sha256.hex(values.isEmpty() ? "" : GoYaml.writeDirectly(sorted(values)));
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var byKey = new TreeMap<String, @Nullable Object>(GoStrings.BYTE_ORDER);
        map.forEach((key, item) -> byKey.put(String.valueOf(key), sorted(item)));
        var fields = new StructFields();
        fields.putAll(byKey);
        yield fields;
      }
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(sorted(item)));
        yield items;
      }
      case Double number -> integerIfWhole(number);
      case null, default -> value;
    };
  }

  /** Whole numbers of 64 bits are written as integers, digit by digit. */
  private static Number integerIfWhole(double number) {
    if (number != Math.rint(number) || Math.abs(number) > 0x1p64) {
      return number;
    }
    BigInteger whole = new BigDecimal(number).toBigInteger();
    if (whole.bitLength() < Long.SIZE) {
      return whole.longValue();
    }
    return whole.signum() > 0 && whole.compareTo(MAX_UNSIGNED) <= 0 ? (Number) whole : number;
  }
}
