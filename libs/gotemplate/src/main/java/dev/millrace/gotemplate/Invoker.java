package dev.millrace.gotemplate;

import dev.millrace.gotemplate.TemplateException.Phase;
import dev.millrace.gotemplate.syntax.Node;
import dev.millrace.gotemplate.syntax.Operand;
import dev.millrace.gotemplate.value.BoundExceeded;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.NoValue;
import dev.millrace.gotemplate.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls functions and methods: counts, evaluates and checks arguments, and reports failures. */
final class Invoker implements Execution {
  private final Run run;
  private final Frame frame;
  private final Expressions expressions;

  Invoker(Run run, Frame frame, Expressions expressions) {
    this.run = run;
    this.frame = frame;
    this.expressions = expressions;
  }

  /**
   * Calls a function.
   *
   * @param at the node that a failure of the function is reported at
   * @param operands the operands of the command, whose first is the function itself; empty for none
   * @param last the value from the previous command of the pipeline, or {@link
   *     Expressions#NO_FINAL}
   */
  @Nullable Object invoke(
      @Nullable Object dot,
      GoFunction function,
      Node at,
      List<Operand> operands,
      @Nullable Object last) {
    run.step();
    int written = Math.max(operands.size() - 1, 0);
    boolean piped = last != Expressions.NO_FINAL;
    int count = piped ? written + 1 : written;
    checkCount(function, count, written);
    if (function.body() instanceof ShortCircuit operator) {
      return shortCircuit(dot, operator, operands, last);
    }
    Signature signature = function.signature();
    @Nullable Object[] arguments = new @Nullable Object[count];
    for (int i = 0; i < written; i++) {
      arguments[i] = expressions.argument(dot, operands.get(i + 1), signature.parameter(i));
    }
    if (piped) {
      arguments[written] = new Conversion(frame).fit(last, signature.parameter(written));
    }
    String callee = function.body() instanceof DynamicCall ? callee(operands, last) : "";
    return call(function, at, new Call(this, arguments, callee));
  }

  /** How errors of {@code call} name the function that is a value. */
  private static String callee(List<Operand> operands, @Nullable Object last) {
    if (operands.size() > 1) {
      return operands.get(1).toString();
    }
    return last instanceof String text ? text : "<" + Values.typeOrAny(last) + " Value>";
  }

  private void checkCount(GoFunction function, int count, int written) {
    int wanted = function.signature().parameters().size();
    if (function.signature().isVariadic()) {
      if (count < wanted) {
        throw frame.error(
            "wrong number of args for %s: want at least %d got %d"
                .formatted(function.name(), wanted, written));
      }
    } else if (count != wanted) {
      throw frame.error(
          "wrong number of args for %s: want %d got %d".formatted(function.name(), wanted, count));
    }
  }

  private @Nullable Object shortCircuit(
      @Nullable Object dot, ShortCircuit operator, List<Operand> operands, @Nullable Object last) {
    Object value = NoValue.NO_VALUE;
    for (int i = 1; i < operands.size(); i++) {
      value = expressions.argument(dot, operands.get(i), GoType.REFLECT_VALUE);
      if (Values.isTrue(value) == operator.stopsAt()) {
        return value;
      }
    }
    return last == Expressions.NO_FINAL ? value : last;
  }

  private @Nullable Object call(GoFunction function, Node at, Call call) {
    try {
      return bounded(function.body().apply(call));
    } catch (TemplateException e) {
      if (e.phase() == Phase.LIMIT) {
        throw e;
      }
      throw failure(function, at, e);
    } catch (FunctionFailure e) {
      throw failure(function, at, e);
    } catch (BoundExceeded e) {
      frame.at = at;
      throw frame.error(Phase.LIMIT, "error calling " + function.name() + ": " + e.getMessage(), e);
    }
  }

  private @Nullable Object bounded(@Nullable Object result) {
    switch (result) {
      case String text -> run.produced(text.length());
      case List<?> list -> run.checkElements(list.size());
      case null, default -> {}
    }
    return result;
  }

  private TemplateException failure(GoFunction function, Node at, RuntimeException cause) {
    frame.at = at;
    String message = "error calling " + function.name() + ": " + cause.getMessage();
    return frame.error(Phase.EXECUTE, message, cause);
  }

  @Override
  public TemplateSet templates() {
    return frame.templates;
  }

  @Override
  public String templateName() {
    return frame.template.name();
  }

  @Override
  public MissingKey missingKey() {
    return run.options().missingKey();
  }

  @Override
  public Limits limits() {
    return run.options().limits();
  }

  @Override
  public <T> T context(Class<T> type) {
    Object context = run.options().context();
    if (!type.isInstance(context)) {
      throw new IllegalStateException("the execution has no context of " + type);
    }
    return type.cast(context);
  }

  @Override
  public String execute(String name, @Nullable Object data) {
    return run.execute(frame.templates, name, data);
  }

  @Override
  public String execute(TemplateSet templates, String name, @Nullable Object data) {
    return run.execute(templates, name, data);
  }

  @Override
  public void step() {
    run.step();
  }

  @Override
  public void checkLength(long characters) {
    run.checkLength(characters);
  }

  @Override
  public void checkElements(long elements) {
    run.checkElements(elements);
  }
}
