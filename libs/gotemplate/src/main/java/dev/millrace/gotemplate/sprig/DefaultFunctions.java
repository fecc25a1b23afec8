package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.ANY;
import static dev.millrace.gotemplate.value.GoType.BOOL;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.format.GoFormat;
import dev.millrace.gotemplate.value.DeepEquality;
import dev.millrace.gotemplate.value.Values;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Defaults for empty values, choices, and questions about types. */
final class DefaultFunctions {
  private static final Signature ANYTHING = Signature.of().andRest(ANY);
  private static final Signature NAME_AND_VALUE = Signature.of(STRING, ANY);

  private DefaultFunctions() {}

  static Functions all() {
    return Functions.builder()
        .add("default", Signature.of(ANY).andRest(ANY), DefaultFunctions::orDefault)
        .add("empty", Signature.of(ANY), call -> Emptiness.isEmpty(call.value(0)))
        .add("coalesce", ANYTHING, DefaultFunctions::coalesce)
        .add("all", ANYTHING, call -> call.rest(0).stream().noneMatch(Emptiness::isEmpty))
        .add("any", ANYTHING, call -> !call.rest(0).stream().allMatch(Emptiness::isEmpty))
        .add("ternary", Signature.of(ANY, ANY, BOOL), DefaultFunctions::ternary)
        .add("typeOf", Signature.of(ANY), call -> typeOf(call.value(0)))
        .add("typeIs", NAME_AND_VALUE, call -> call.string(0).equals(typeOf(call.value(1))))
        .add("typeIsLike", NAME_AND_VALUE, DefaultFunctions::typeIsLike)
        .add("kindOf", Signature.of(ANY), call -> kindOf(call.value(0)))
        .add("kindIs", NAME_AND_VALUE, call -> call.string(0).equals(kindOf(call.value(1))))
        .add(
            "deepEqual",
            Signature.of(ANY, ANY),
            call -> DeepEquality.equal(call.value(0), call.value(1)))
        .build();
  }

  private static @Nullable Object orDefault(Call call) {
    return call.size() < 2 || Emptiness.isEmpty(call.value(1)) ? call.value(0) : call.value(1);
  }

  private static @Nullable Object coalesce(Call call) {
    for (Object value : call.rest(0)) {
      if (!Emptiness.isEmpty(value)) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Object ternary(Call call) {
    return call.bool(2) ? call.value(0) : call.value(1);
  }

  private static Object typeIsLike(Call call) {
    String type = typeOf(call.value(1));
    return type.equals(call.string(0)) || type.equals("*" + call.string(0));
  }

  private static String typeOf(@Nullable Object value) {
    return GoFormat.sprintf("%T", Collections.singletonList(value));
  }

  private static String kindOf(@Nullable Object value) {
    return Values.kindOf(value).toString();
  }
}
