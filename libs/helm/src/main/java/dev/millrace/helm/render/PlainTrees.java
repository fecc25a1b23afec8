package dev.millrace.helm.render;

import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.NoValue;
import dev.millrace.gotemplate.value.Stringer;
import dev.millrace.gotemplate.value.StructValue;
import dev.millrace.gotemplate.value.Typed;
import dev.millrace.yaml.StructFields;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of templates as plain trees, the way {@code encoding/json} sees them: byte slices as
 * base64, structures by their JSON names.
 */
final class PlainTrees {
  private static final int MAX_DEPTH = 1_000;

  private PlainTrees() {}

  /**
   * The tree of a value; the value itself where it already is one.
   *
   * @throws IllegalArgumentException for what JSON can't hold, and for values that contain
   *     themselves
   */
  static @Nullable Object of(@Nullable Object value) {
    return of(value, 0);
  }

  private static @Nullable Object of(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("the value is nested too deep, or contains itself");
    }
    return switch (value) {
      case null -> null;
      case NoValue _ -> null;
      case String _, Boolean _, Number _ -> value;
      case GoInt number -> integer(number);
      case GoStruct struct -> structure(struct.jsonFields(), depth);
      case Map<?, ?> map -> table(map, depth);
      case List<?> list -> list(list, depth);
      case StructValue struct when !(value instanceof Stringer) ->
          structure(struct.fields(), depth);
      case Stringer stringer -> stringer.goString();
      case Typed typed ->
          throw new IllegalArgumentException("json: unsupported type: " + typed.goType());
      default -> throw new IllegalArgumentException("json: unsupported value");
    };
  }

  private static Object integer(GoInt number) {
    boolean huge = number.type().kind().isUnsigned() && number.bits() < 0;
    return huge ? (Object) new BigInteger(number.toString()) : number.bits();
  }

  private static Object structure(Map<String, @Nullable Object> fields, int depth) {
    var tree = new StructFields();
    fields.forEach((name, value) -> tree.put(name, of(value, depth + 1)));
    return tree;
  }

  private static Object table(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(map.size() * 2);
    map.forEach((key, value) -> tree.put(String.valueOf(key), of(value, depth + 1)));
    return tree;
  }

  private static @Nullable Object list(List<?> list, int depth) {
    if (list instanceof GoSlice slice) {
      if (slice.isNil()) {
        return null;
      }
      byte[] bytes = GoSlice.bytesOf(slice);
      if (bytes != null) {
        return Base64.getEncoder().encodeToString(bytes);
      }
    }
    List<@Nullable Object> tree = new ArrayList<>(list.size());
    for (Object item : list) {
      tree.add(of(item, depth + 1));
    }
    return tree;
  }
}
