package dev.millrace.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled expression; immutable and thread-safe. Made by {@link ExpressionCompiler}. */
public final class Expression {
  private final String text;
  private final CelRuntime.Program program;

  Expression(String text, CelRuntime.Program program) {
    this.text = text;
    this.program = program;
  }

  /**
   * The result as a plain tree: {@code Map}, {@code List}, {@code String}, {@code Boolean}, {@code
   * Long}, {@code BigInteger}, {@code Double} or null; times and other values of CEL as text.
   *
   * @param variables plain trees by name
   * @throws EvaluationException if the evaluation fails or exceeds its bounds
   */
  public @Nullable Object evaluate(Map<String, ? extends @Nullable Object> variables) {
    try {
      return Values.toPlain(program.eval(Values.toCel(variables)));
    } catch (CelEvaluationException e) {
      throw new EvaluationException(reason(e) + ": " + text, e);
    } catch (StackOverflowError e) {
      throw new EvaluationException(
          "the expression or its variables are nested too deeply: " + text);
    }
  }

  /**
   * The result of a condition.
   *
   * @throws EvaluationException if the evaluation fails or yields no boolean
   */
  public boolean evaluateBoolean(Map<String, ? extends @Nullable Object> variables) {
    if (evaluate(variables) instanceof Boolean result) {
      return result;
    }
    throw new EvaluationException("the expression does not yield a boolean: " + text);
  }

  /**
   * The result as text.
   *
   * @throws EvaluationException if the evaluation fails or yields no text
   */
  public String evaluateString(Map<String, ? extends @Nullable Object> variables) {
    if (evaluate(variables) instanceof String result) {
      return result;
    }
    throw new EvaluationException("the expression does not yield a string: " + text);
  }

  /**
   * The result as a list of texts.
   *
   * @throws EvaluationException if the evaluation fails or yields anything else
   */
  public List<String> evaluateStrings(Map<String, ? extends @Nullable Object> variables) {
    List<String> result = new ArrayList<>();
    if (evaluate(variables) instanceof List<?> items) {
      for (Object item : items) {
        if (!(item instanceof String string)) {
          throw new EvaluationException(
              "the expression yields a list not only of strings: " + text);
        }
        result.add(string);
      }
      return result;
    }
    throw new EvaluationException("the expression does not yield a list of strings: " + text);
  }

  /** Only what names fields, keys and functions; other messages of the library hold values. */
  private static String reason(CelEvaluationException e) {
    CelErrorCode code = e.getErrorCode();
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND, OVERLOAD_NOT_FOUND, TYPE_NOT_FOUND, INDEX_OUT_OF_BOUNDS ->
          withoutPlace(e.getMessage());
      case DIVIDE_BY_ZERO -> "the expression divides by zero";
      case NUMERIC_OVERFLOW -> "a number in the expression becomes too large";
      case ITERATION_BUDGET_EXCEEDED -> "the expression takes too many steps";
      case BAD_FORMAT -> "the expression can't convert a value to the wanted type";
      case INVALID_ARGUMENT -> "the expression calls a function with an argument that it refuses";
      case DUPLICATE_ATTRIBUTE -> "the expression makes a map with a key twice";
      case AMBIGUOUS_OVERLOAD, INTERNAL_ERROR -> "the expression failed";
    };
  }

  private static String withoutPlace(@Nullable String message) {
    String full = message == null ? "the expression failed" : message;
    int end = full.indexOf(": ");
    return full.startsWith("evaluation error") && end > 0 ? full.substring(end + 2) : full;
  }

  /** The source text. */
  @Override
  public String toString() {
    return text;
  }
}
