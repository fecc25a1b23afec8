package dev.millrace.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.stream.Collectors;

/**
 * Compiles CEL expressions over Kubernetes objects. The language is what Flux's expressions have:
 * the standard macros and functions, optional types ({@code a.?b.orValue(c)}), comparisons of
 * different kinds of numbers, and the extensions for strings, sets and encoders.
 *
 * <p>A compiler is costly to make, immutable and thread-safe: make one and share it. The
 * expressions are thread-safe too; callers keep those that they use again.
 */
public final class ExpressionCompiler {
  private final ExpressionLimits limits;
  private final CelCompiler compiler;
  private final CelRuntime runtime;

  /**
   * The compiler with the default bounds that everybody may use. Ask for it with each expression
   * and keep it in no static field elsewhere: a native image can hold no compiler that was made
   * while the image was built, and only this package is left out then.
   */
  public static ExpressionCompiler shared() {
    return Shared.COMPILER;
  }

  /** Compiles within the default bounds. */
  public ExpressionCompiler() {
    this(ExpressionLimits.DEFAULT);
  }

  /** Compiles within other bounds. */
  public ExpressionCompiler(ExpressionLimits limits) {
    this.limits = limits;
    CelOptions options = options(limits);
    this.compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(
                CelExtensions.optional(),
                CelExtensions.strings(),
                CelExtensions.sets(options),
                CelExtensions.encoders(options),
                StringFormat.INSTANCE)
            .build();
    // The planner runs expressions whose variables are unknown until they are evaluated.
    this.runtime =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(options)
            .addLibraries(
                CelExtensions.optional(),
                CelExtensions.strings(),
                CelExtensions.sets(options),
                CelExtensions.encoders(options),
                StringFormat.INSTANCE)
            .build();
  }

  private static CelOptions options(ExpressionLimits limits) {
    return CelOptions.current()
        .enableOptionalSyntax(true)
        .enableHeterogeneousNumericComparisons(true)
        .enableHomogeneousLiterals(true)
        .maxExpressionCodePointSize(limits.maxCharacters())
        .maxParseRecursionDepth(limits.maxNesting())
        .comprehensionMaxIterations(limits.maxIterations())
        .maxRegexProgramSize(limits.maxPattern())
        .build();
  }

  /**
   * Compiles an expression whose variables are the named objects, such as {@code self} and {@code
   * dep} of a {@code readyExpr}.
   *
   * @throws InvalidExpressionException if the syntax is wrong, a name is unknown, or the result
   *     can't be of the type
   */
  public Expression compile(String text, ResultType type, String... objects) {
    CelCompilerBuilder declared = compiler.toCompilerBuilder();
    for (String object : objects) {
      declared.addVar(object, MapType.create(SimpleType.STRING, SimpleType.DYN));
    }
    try {
      checkNotBlank(text);
      CelAbstractSyntaxTree tree = declared.build().compile(text).getAst();
      HomogeneousLiterals.problem(tree)
          .ifPresent(
              problem -> {
                throw new InvalidExpressionException(problem + ": " + text);
              });
      if (!type.accepts(tree.getResultType())) {
        throw new InvalidExpressionException(
            "the expression must yield a %s, but yields %s; compare or convert its result: %s"
                .formatted(type.word(), tree.getResultType().name(), text));
      }
      return new Expression(text, runtime.createProgram(tree));
    } catch (CelValidationException e) {
      throw invalid(text, e);
    } catch (CelEvaluationException e) {
      throw new InvalidExpressionException("the expression can't be planned: " + text, e);
    }
  }

  /**
   * Parses an expression in which any name is a variable: for health checks, whose variables are
   * the fields of objects of any kind. Only the syntax is checked.
   *
   * @throws InvalidExpressionException if the syntax is wrong
   */
  public Expression parse(String text) {
    try {
      checkNotBlank(text);
      return new Expression(text, runtime.createProgram(compiler.parse(text).getAst()));
    } catch (CelValidationException e) {
      throw invalid(text, e);
    } catch (CelEvaluationException e) {
      throw new InvalidExpressionException("the expression can't be planned: " + text, e);
    }
  }

  private void checkNotBlank(String text) {
    if (text.isBlank()) {
      throw new InvalidExpressionException("the expression is empty");
    }
    if (text.length() > limits.maxCharacters()) {
      throw new InvalidExpressionException(
          "the expression is longer than " + limits.maxCharacters() + " characters");
    }
  }

  private static InvalidExpressionException invalid(String text, CelValidationException e) {
    String problems =
        e.getErrors().stream().map(ExpressionCompiler::describe).collect(Collectors.joining("; "));
    return new InvalidExpressionException(
        "the expression is invalid: " + problems + ": " + text, e);
  }

  private static String describe(CelIssue issue) {
    int line = issue.getSourceLocation().getLine();
    int column = issue.getSourceLocation().getColumn() + 1;
    return (line < 1 ? "" : "line " + line + ", column " + column + ": ") + issue.getMessage();
  }

  /** Made when it is first asked for. */
  private static final class Shared {
    static final ExpressionCompiler COMPILER = new ExpressionCompiler();
  }
}
