package dev.millrace.gotemplate;

import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The builtin {@code call}, which calls a function that is a value. */
final class DynamicCall implements GoFunction.Body {
  @Override
  public @Nullable Object apply(Call call) {
    Object value = Values.orNil(call.value(0));
    if (value == null) {
      throw new FunctionFailure("call of nil");
    }
    if (!(value instanceof GoFunction function)) {
      throw new FunctionFailure(
          "non-function " + call.callee() + " of type " + Values.typeOrAny(value));
    }
    List<@Nullable Object> arguments = call.rest(1);
    checkCount(call.callee(), function.signature(), arguments.size());
    @Nullable Object[] fitted = new @Nullable Object[arguments.size()];
    for (int i = 0; i < fitted.length; i++) {
      GoType type = function.signature().parameter(i);
      try {
        fitted[i] = Indexing.fit(Values.orNil(arguments.get(i)), type);
      } catch (FunctionFailure e) {
        throw new FunctionFailure("arg " + i + ": " + e.getMessage(), e);
      }
    }
    return function.body().apply(new Call(call.execution(), fitted, function.name()));
  }

  private static void checkCount(String callee, Signature signature, int count) {
    int wanted = signature.parameters().size();
    if (signature.isVariadic() ? count < wanted : count != wanted) {
      throw new FunctionFailure(
          "wrong number of args for %s: got %d want %s%d"
              .formatted(callee, count, signature.isVariadic() ? "at least " : "", wanted));
    }
  }
}
