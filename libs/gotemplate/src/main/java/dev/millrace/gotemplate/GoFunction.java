package dev.millrace.gotemplate;

import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Typed;
import org.jspecify.annotations.Nullable;

/**
 * A function (or a method bound to its receiver) that templates can call.
 *
 * @param name the name used in error messages
 * @param signature the parameters
 * @param body what it does
 */
public record GoFunction(String name, Signature signature, Body body) implements Typed {

  /** What a function does with its checked arguments. */
  @FunctionalInterface
  public interface Body {
    /**
     * Computes the result. It returns null for a nil interface.
     *
     * @throws FunctionFailure when the arguments do not allow a result
     */
    @Nullable Object apply(Call call);
  }

  @Override
  public GoType goType() {
    return GoType.function(signature.text());
  }

  @Override
  public String toString() {
    return name;
  }
}
