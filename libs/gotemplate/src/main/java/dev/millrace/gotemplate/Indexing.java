package dev.millrace.gotemplate;

import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Kind;
import dev.millrace.gotemplate.value.Typed;
import dev.millrace.gotemplate.value.Values;
import dev.millrace.gotemplate.value.ZeroValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The builtins {@code index}, {@code slice} and {@code len}. */
final class Indexing {
  private Indexing() {}

  static @Nullable Object index(Call call) {
    Object item = Values.orNil(call.value(0));
    if (item == null) {
      throw new FunctionFailure("index of untyped nil");
    }
    for (int i = 1; i < call.size(); i++) {
      if (item == null) {
        throw new FunctionFailure("index of nil pointer");
      }
      item = element(item, Values.orNil(call.value(i)));
    }
    return item;
  }

  private static @Nullable Object element(Object item, @Nullable Object index) {
    return switch (item) {
      case String text -> {
        byte[] bytes = GoString.toBytes(text);
        yield GoInt.ofByte(bytes[elementIndex(index, bytes.length)]);
      }
      case List<?> list -> list.get(elementIndex(index, list.size()));
      case Map<?, ?> map -> entry(Values.asMap(map), index);
      default -> throw new FunctionFailure("can't index item of type " + Values.typeOrAny(item));
    };
  }

  private static @Nullable Object entry(Map<String, @Nullable Object> map, @Nullable Object index) {
    GoType type = Values.typeOrAny(map);
    Object key = fit(index, type.key() == null ? GoType.STRING : type.key());
    Object value = map.get(key);
    return value != null || map.containsKey(key) ? value : ZeroValues.of(type.elementOrAny());
  }

  private static int elementIndex(@Nullable Object index, int size) {
    int checked = bound(index, size);
    if (checked == size) {
      throw new FunctionFailure("reflect: slice index out of range");
    }
    return checked;
  }

  /** An index that may also be the length, as the end of a slice. */
  private static int bound(@Nullable Object index, int length) {
    if (index == null) {
      throw new FunctionFailure("cannot index slice/array with nil");
    }
    if (!Values.kindOf(index).isInteger()) {
      throw new FunctionFailure("cannot index slice/array with type " + Values.typeOrAny(index));
    }
    long value = Values.integerBits(index);
    if (value < 0 || value > length) {
      throw new FunctionFailure("index out of range: " + value);
    }
    return (int) value;
  }

  /** A value where Go's reflection wants one of the type; integers are converted. */
  static @Nullable Object fit(@Nullable Object value, GoType type) {
    if (value == null) {
      if (!type.canBeNil()) {
        throw new FunctionFailure("value is nil; should be of type " + type);
      }
      return null;
    }
    GoType actual = Values.typeOrAny(value);
    if (actual.assignableTo(type) || type.equals(GoType.REFLECT_VALUE)) {
      return value;
    }
    if (actual.kind().isInteger() && type.kind().isInteger()) {
      return Numbers.of(Values.integerBits(value), type);
    }
    throw new FunctionFailure("value has type " + actual + "; should be " + type);
  }

  static Object slice(Call call) {
    Object item = call.value(0);
    if (item == null || !Values.isPresent(item)) {
      throw new FunctionFailure("slice of untyped nil");
    }
    if (call.size() > 4) {
      throw new FunctionFailure("too many slice indexes: " + (call.size() - 1));
    }
    boolean string = item instanceof String;
    if (string && call.size() == 4) {
      throw new FunctionFailure("cannot 3-index slice a string");
    }
    if (!string && !(item instanceof List)) {
      throw new FunctionFailure("can't slice item of type " + Values.typeOrAny(item));
    }
    int length = item instanceof String text ? GoString.byteLength(text) : ((List<?>) item).size();
    int[] bounds = {0, length, length};
    for (int i = 1; i < call.size(); i++) {
      bounds[i - 1] = bound(Values.orNil(call.value(i)), length);
    }
    checkOrder(bounds[0], bounds[1]);
    checkOrder(bounds[1], call.size() == 4 ? bounds[2] : length);
    return item instanceof String text
        ? GoString.slice(text, bounds[0], bounds[1])
        : part(Values.asList(item), bounds[0], bounds[1]);
  }

  private static void checkOrder(int first, int second) {
    if (first > second) {
      throw new FunctionFailure("invalid slice index: " + first + " > " + second);
    }
  }

  /** A part of a list with the type of the whole. */
  private static Object part(List<@Nullable Object> list, int from, int to) {
    List<@Nullable Object> part = list.subList(from, to);
    return part instanceof Typed ? part : new ArrayList<>(part);
  }

  static Object length(Call call) {
    Object item = call.value(0);
    return GoInt.of(
        switch (item) {
          case null -> throw new FunctionFailure("len of nil pointer");
          case String text -> GoString.byteLength(text);
          case List<?> list -> list.size();
          case Map<?, ?> map -> map.size();
          default -> {
            boolean present = Values.kindOf(item) != Kind.INVALID;
            throw new FunctionFailure(
                present
                    ? "len of type " + Values.typeOrAny(item)
                    : "reflect: call of reflect.Value.Type on zero Value");
          }
        });
  }
}
