package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.ANY;
import static dev.millrace.gotemplate.value.GoType.DICT;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Dictionaries: making, reading, changing, merging. {@code set}, {@code unset} and the merges
 * change the dictionary they are given. Where Go gives entries in random order, ours are sorted by
 * key.
 */
final class DictFunctions {
  private static final Signature DICT_AND_KEY = Signature.of(DICT, STRING);
  private static final Signature DICT_AND_KEYS = Signature.of(DICT).andRest(STRING);
  private static final Signature DICTS = Signature.of(DICT).andRest(DICT);

  private DictFunctions() {}

  static Functions all() {
    return Functions.builder()
        .add("dict", Signature.of().andRest(ANY), DictFunctions::dict)
        .add("get", DICT_AND_KEY, DictFunctions::get)
        .add("set", Signature.of(DICT, STRING, ANY), DictFunctions::set)
        .add("unset", DICT_AND_KEY, DictFunctions::unset)
        .add("hasKey", DICT_AND_KEY, call -> call.map(0).containsKey(call.string(1)))
        .add("pluck", Signature.of(STRING).andRest(DICT), DictFunctions::pluck)
        .add("keys", Signature.of().andRest(DICT), DictFunctions::keys)
        .add("values", Signature.of(DICT), DictFunctions::values)
        .add("pick", DICT_AND_KEYS, DictFunctions::pick)
        .add("omit", DICT_AND_KEYS, DictFunctions::omit)
        .add("dig", Signature.of().andRest(ANY), DictFunctions::dig)
        .add("merge", DICTS, call -> DictMerge.merge(call, false))
        .add("mustMerge", DICTS, call -> DictMerge.merge(call, false))
        .add("mergeOverwrite", DICTS, call -> DictMerge.merge(call, true))
        .add("mustMergeOverwrite", DICTS, call -> DictMerge.merge(call, true))
        .add("deepCopy", Signature.of(ANY), call -> DeepCopy.of(call.value(0)))
        .add("mustDeepCopy", Signature.of(ANY), call -> DeepCopy.of(call.value(0)))
        .build();
  }

  private static Object dict(Call call) {
    Map<String, @Nullable Object> dict = new LinkedHashMap<>();
    for (int i = 0; i < call.size(); i += 2) {
      dict.put(Cast.toText(call.value(i)), i + 1 < call.size() ? call.value(i + 1) : "");
    }
    return dict;
  }

  private static @Nullable Object get(Call call) {
    Map<String, @Nullable Object> dict = call.map(0);
    return dict.containsKey(call.string(1)) ? dict.get(call.string(1)) : "";
  }

  private static Object set(Call call) {
    Object dict = call.value(0);
    if (dict == null || Values.isNil(dict)) {
      throw new FunctionFailure("assignment to entry in nil map");
    }
    Values.asMap(dict).put(call.string(1), call.value(2));
    return dict;
  }

  private static Object unset(Call call) {
    Object dict = call.value(0);
    if (dict == null) {
      return new LinkedHashMap<String, @Nullable Object>();
    }
    Values.asMap(dict).remove(call.string(1));
    return dict;
  }

  private static Object pluck(Call call) {
    List<@Nullable Object> plucked = new ArrayList<>();
    for (int i = 1; i < call.size(); i++) {
      Map<String, @Nullable Object> dict = call.map(i);
      if (dict.containsKey(call.string(0))) {
        plucked.add(dict.get(call.string(0)));
      }
    }
    return plucked;
  }

  private static Object keys(Call call) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < call.size(); i++) {
      keys.addAll(Values.sortedKeys(call.map(i)));
    }
    return GoSlice.ofStrings(keys);
  }

  private static Object values(Call call) {
    Map<String, @Nullable Object> dict = call.map(0);
    List<@Nullable Object> values = new ArrayList<>();
    for (String key : Values.sortedKeys(dict)) {
      values.add(dict.get(key));
    }
    return values;
  }

  private static Object pick(Call call) {
    Map<String, @Nullable Object> dict = call.map(0);
    Map<String, @Nullable Object> picked = new LinkedHashMap<>();
    for (int i = 1; i < call.size(); i++) {
      if (dict.containsKey(call.string(i))) {
        picked.put(call.string(i), dict.get(call.string(i)));
      }
    }
    return picked;
  }

  private static Object omit(Call call) {
    Set<String> omitted = new TreeSet<>();
    for (int i = 1; i < call.size(); i++) {
      omitted.add(call.string(i));
    }
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(call.map(0));
    rest.keySet().removeAll(omitted);
    return rest;
  }

  private static @Nullable Object dig(Call call) {
    int last = call.size() - 1;
    if (last < 2) {
      throw new FunctionFailure("dig needs at least three arguments");
    }
    Map<String, @Nullable Object> dict = asserted(call.value(last));
    for (int i = 0; i < last - 1; i++) {
      if (!(call.value(i) instanceof String)) {
        throw assertionFailure(call.value(i), STRING);
      }
    }
    for (int i = 0; i < last - 2; i++) {
      if (!dict.containsKey(call.string(i))) {
        return call.value(last - 1);
      }
      dict = asserted(dict.get(call.string(i)));
    }
    String key = call.string(last - 2);
    return dict.containsKey(key) ? dict.get(key) : call.value(last - 1);
  }

  /** Go's type assertion: only the plain dictionary type itself will do. */
  private static Map<String, @Nullable Object> asserted(@Nullable Object value) {
    if (value == null || !DICT.equals(Values.typeOf(value))) {
      throw assertionFailure(value, DICT);
    }
    return Values.asMap(value);
  }

  private static FunctionFailure assertionFailure(@Nullable Object value, GoType wanted) {
    GoType type = Values.typeOf(value);
    return new FunctionFailure(
        "interface conversion: interface {} is "
            + (type == null ? "nil" : type)
            + ", not "
            + wanted);
  }
}
