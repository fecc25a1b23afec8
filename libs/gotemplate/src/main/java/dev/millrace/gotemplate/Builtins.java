package dev.millrace.gotemplate;

import static dev.millrace.gotemplate.value.GoType.ANY;
import static dev.millrace.gotemplate.value.GoType.REFLECT_VALUE;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.format.GoFormat;
import dev.millrace.gotemplate.value.Values;

/** Go's builtin functions. */
final class Builtins {
  private static final Signature ONE_AND_MORE = Signature.of(REFLECT_VALUE).andRest(REFLECT_VALUE);
  private static final Signature PAIR = Signature.of(REFLECT_VALUE, REFLECT_VALUE);
  private static final Signature ANYTHING = Signature.of().andRest(ANY);

  private Builtins() {}

  static Functions all() {
    return Functions.builder()
        .add("and", ONE_AND_MORE, ShortCircuit.AND)
        .add("or", ONE_AND_MORE, ShortCircuit.OR)
        .add("not", Signature.of(REFLECT_VALUE), call -> !Values.isTrue(call.value(0)))
        .add("call", ONE_AND_MORE, new DynamicCall())
        .add("index", ONE_AND_MORE, Indexing::index)
        .add("slice", ONE_AND_MORE, Indexing::slice)
        .add("len", Signature.of(REFLECT_VALUE), Indexing::length)
        .add("eq", ONE_AND_MORE, Comparison::equal)
        .add("ne", PAIR, Comparison::notEqual)
        .add("lt", PAIR, Comparison::less)
        .add("le", PAIR, Comparison::lessOrEqual)
        .add("gt", PAIR, Comparison::greater)
        .add("ge", PAIR, Comparison::greaterOrEqual)
        .add("print", ANYTHING, call -> GoFormat.sprint(call.rest(0)))
        .add("println", ANYTHING, call -> GoFormat.sprintln(call.rest(0)))
        .add("printf", Signature.of(STRING).andRest(ANY), Builtins::printf)
        .add("html", ANYTHING, Escaping::html)
        .add("js", ANYTHING, Escaping::script)
        .add("urlquery", ANYTHING, Escaping::query)
        .build();
  }

  private static Object printf(Call call) {
    String text = GoFormat.sprintf(call.string(0), call.rest(1));
    call.execution().checkLength(text.length());
    return text;
  }
}
