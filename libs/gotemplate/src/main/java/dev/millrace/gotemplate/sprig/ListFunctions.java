package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.ANY;
import static dev.millrace.gotemplate.value.GoType.INT;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.DeepEquality;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Typed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists: making, taking apart, adding to, ordering. Arguments are never changed. */
final class ListFunctions {
  private static final Signature ONE = Signature.of(ANY);
  private static final Signature TWO = Signature.of(ANY, ANY);
  private static final Signature ANYTHING = Signature.of().andRest(ANY);
  private static final Signature ONE_AND_MORE = Signature.of(ANY).andRest(ANY);
  private static final GoType LISTS = GoType.sliceOf(GoType.LIST);

  private ListFunctions() {}

  static Functions all() {
    var functions = Functions.builder();
    functions
        .add("list", ANYTHING, call -> Lists.copy(call.rest(0)))
        .add("tuple", ANYTHING, call -> Lists.copy(call.rest(0)))
        .add("concat", ANYTHING, ListFunctions::concat)
        .add("sortAlpha", ONE, ListFunctions::sortAlpha);
    both(functions, "append", "mustAppend", TWO, ListFunctions::push);
    both(functions, "push", "mustPush", TWO, ListFunctions::push);
    both(functions, "prepend", "mustPrepend", TWO, ListFunctions::prepend);
    both(functions, "first", "mustFirst", ONE, ListFunctions::first);
    both(functions, "last", "mustLast", ONE, ListFunctions::last);
    both(functions, "rest", "mustRest", ONE, ListFunctions::rest);
    both(functions, "initial", "mustInitial", ONE, ListFunctions::initial);
    both(functions, "reverse", "mustReverse", ONE, ListFunctions::reverse);
    both(functions, "compact", "mustCompact", ONE, ListFunctions::compact);
    both(functions, "uniq", "mustUniq", ONE, ListFunctions::unique);
    both(functions, "without", "mustWithout", ONE_AND_MORE, ListFunctions::without);
    both(functions, "has", "mustHas", TWO, ListFunctions::has);
    both(functions, "slice", "mustSlice", ONE_AND_MORE, ListFunctions::slice);
    both(functions, "chunk", "mustChunk", Signature.of(INT, ANY), ListFunctions::chunk);
    return functions.build();
  }

  /** The two forms differ in how they fail inside of Go; templates see the same error. */
  private static void both(
      Functions.Builder functions,
      String name,
      String mustName,
      Signature signature,
      GoFunction.Body body) {
    functions.add(name, signature, body).add(mustName, signature, body);
  }

  private static Object push(Call call) {
    List<@Nullable Object> list = Lists.of(call.value(0), "Cannot push on type %s");
    call.execution().checkElements(list.size() + 1L);
    List<@Nullable Object> result = Lists.copy(list);
    result.add(call.value(1));
    return result;
  }

  private static Object prepend(Call call) {
    List<@Nullable Object> list = Lists.of(call.value(0), "Cannot prepend on type %s");
    call.execution().checkElements(list.size() + 1L);
    List<@Nullable Object> result = new ArrayList<>(list.size() + 1);
    result.add(call.value(1));
    result.addAll(list);
    return result;
  }

  private static Object concat(Call call) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object list : call.rest(0)) {
      result.addAll(Lists.of(list, "Cannot concat type %s as list"));
      call.execution().checkElements(result.size());
    }
    return nilIfEmpty(result);
  }

  private static Object nilIfEmpty(List<@Nullable Object> list) {
    return list.isEmpty() ? GoSlice.nil(GoType.LIST) : list;
  }

  private static @Nullable Object first(Call call) {
    List<@Nullable Object> list = Lists.of(call.value(0), "Cannot find first on type %s");
    return list.isEmpty() ? null : list.getFirst();
  }

  private static @Nullable Object last(Call call) {
    List<@Nullable Object> list = Lists.of(call.value(0), "Cannot find last on type %s");
    return list.isEmpty() ? null : list.getLast();
  }

  private static Object rest(Call call) {
    List<@Nullable Object> list = Lists.of(call.value(0), "Cannot find rest on type %s");
    return list.isEmpty() ? nilIfEmpty(list) : Lists.copy(list.subList(1, list.size()));
  }

  private static Object initial(Call call) {
    List<@Nullable Object> list = Lists.of(call.value(0), "Cannot find initial on type %s");
    return list.isEmpty() ? nilIfEmpty(list) : Lists.copy(list.subList(0, list.size() - 1));
  }

  private static Object reverse(Call call) {
    return Lists.copy(Lists.of(call.value(0), "Cannot find reverse on type %s").reversed());
  }

  private static Object compact(Call call) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object item : Lists.of(call.value(0), "Cannot compact on type %s")) {
      if (!Emptiness.isEmpty(item)) {
        result.add(item);
      }
    }
    return result;
  }

  private static Object unique(Call call) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object item : Lists.of(call.value(0), "Cannot find uniq on type %s")) {
      call.execution().step();
      if (!contains(result, item)) {
        result.add(item);
      }
    }
    return result;
  }

  private static Object without(Call call) {
    List<@Nullable Object> omitted = call.rest(1);
    List<@Nullable Object> result = new ArrayList<>();
    for (Object item : Lists.of(call.value(0), "Cannot find without on type %s")) {
      call.execution().step();
      if (!contains(omitted, item)) {
        result.add(item);
      }
    }
    return result;
  }

  private static Object has(Call call) {
    Object haystack = call.value(1);
    return haystack != null
        && contains(Lists.of(haystack, "Cannot find has on type %s"), call.value(0));
  }

  private static boolean contains(List<@Nullable Object> list, @Nullable Object wanted) {
    for (Object item : list) {
      if (DeepEquality.equal(wanted, item)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Object slice(Call call) {
    List<@Nullable Object> list =
        Lists.of(call.value(0), "list should be type of slice or array but %s");
    if (list.isEmpty()) {
      return null;
    }
    long start = call.size() > 1 ? Cast.toInt64(call.value(1)) : 0;
    long end = call.size() > 2 ? Cast.toInt64(call.value(2)) : list.size();
    if (start < 0 || end > list.size() || start > end) {
      throw new FunctionFailure("reflect.Value.Slice: slice index out of bounds");
    }
    List<@Nullable Object> part = list.subList((int) start, (int) end);
    return part instanceof Typed ? part : Lists.copy(part);
  }

  private static Object chunk(Call call) {
    List<@Nullable Object> list = Lists.of(call.value(1), "Cannot chunk type %s");
    long size = call.integer(0);
    List<@Nullable Object> chunks = new ArrayList<>();
    if (size <= 0) {
      return oddChunks(list, size);
    }
    for (long from = 0; from < list.size(); from += size) {
      long to = Math.min(from + size, list.size());
      chunks.add(Lists.copy(list.subList((int) from, (int) to)));
    }
    return GoSlice.of(LISTS, chunks);
  }

  /** What Go's arithmetic makes of a size that is not positive. */
  private static Object oddChunks(List<@Nullable Object> list, long size) {
    double count = Math.floor((list.size() - 1) / (double) size) + 1;
    if (size == 0 || count < 0 || list.isEmpty()) {
      throw new FunctionFailure("runtime error: makeslice: len out of range");
    }
    return GoSlice.of(LISTS, count == 0 ? List.of() : List.of(Lists.copy(list)));
  }

  private static Object sortAlpha(Call call) {
    String[] texts =
        Lists.toStrings(call.value(0)).stream().map(String::valueOf).toArray(String[]::new);
    if (call.value(0) == null) {
      texts = new String[] {Cast.toText(null)};
    }
    Arrays.sort(texts, GoString::compare);
    return GoSlice.ofStrings(List.of(texts));
  }
}
