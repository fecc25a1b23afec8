package dev.millrace.gotemplate.syntax;

import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.syntax.NumberConstant.NumberSyntaxError;
import dev.millrace.gotemplate.syntax.Operand.Command;
import dev.millrace.gotemplate.syntax.Operand.Pipeline;
import dev.millrace.gotemplate.syntax.Operand.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses pipelines, commands and operands inside actions. */
final class ExpressionParser {
  private final TokenStream tokens;
  private final VariableScope scope;
  private final FunctionNames functions;
  private final int maxNesting;
  private int parentheses;

  ExpressionParser(
      TokenStream tokens, VariableScope scope, FunctionNames functions, int maxNesting) {
    this.tokens = tokens;
    this.scope = scope;
    this.functions = functions;
    this.maxNesting = maxNesting;
  }

  /**
   * Parses a pipeline with the token that ends it.
   *
   * @param context what error messages call the place
   */
  Pipeline pipeline(String context, TokenType end) {
    int position = tokens.peekNonSpace().position();
    Declarations declarations = declarations(context);
    List<Command> commands = commands(context, end);
    if (commands.isEmpty()) {
      throw tokens.error("missing value for " + context);
    }
    checkStages(commands);
    List<Target> targets = new ArrayList<>();
    for (String name : declarations.names) {
      int slot = declarations.assigns ? scope.slot(name) : scope.declare(name);
      targets.add(new Target(name, slot));
    }
    return new Pipeline(position, List.copyOf(targets), declarations.assigns, commands);
  }

  private record Declarations(List<String> names, boolean assigns) {}

  /** The variables before {@code :=} or {@code =}, if the pipeline begins with any. */
  private Declarations declarations(String context) {
    List<String> names = new ArrayList<>();
    while (tokens.peekNonSpace().is(TokenType.VARIABLE)) {
      Token variable = tokens.next();
      Token after = tokens.peek();
      Token next = tokens.peekNonSpace();
      if (next.is(TokenType.ASSIGN) || next.is(TokenType.DECLARE)) {
        tokens.nextNonSpace();
        names.add(accepted(variable));
        return new Declarations(names, next.is(TokenType.ASSIGN));
      }
      if (!next.is(TokenType.CHARACTER) || !next.text().equals(",")) {
        // An argument, not a declaration; the space behind it separates operands.
        tokens.backup(
            after.is(TokenType.SPACE) ? new Token[] {variable, after} : new Token[] {variable});
        return new Declarations(names, false);
      }
      tokens.nextNonSpace();
      names.add(accepted(variable));
      checkMoreDeclarations(context, names.size());
    }
    return new Declarations(names, false);
  }

  private String accepted(Token variable) {
    scope.accept(variable.text());
    return variable.text();
  }

  /** A comma may only stand between the two variables of a range. */
  private void checkMoreDeclarations(String context, int count) {
    if (!context.equals("range") || count >= 2) {
      throw tokens.error("too many declarations in " + context);
    }
    switch (tokens.peekNonSpace().type()) {
      case VARIABLE, RIGHT_DELIMITER, RIGHT_PAREN -> {}
      default -> throw tokens.error("range can only initialize variables");
    }
  }

  private List<Command> commands(String context, TokenType end) {
    List<Command> commands = new ArrayList<>();
    while (true) {
      Token token = tokens.nextNonSpace();
      if (token.is(end)) {
        return List.copyOf(commands);
      }
      switch (token.type()) {
        case BOOL,
            CHARACTER_CONSTANT,
            COMPLEX,
            DOT,
            FIELD,
            IDENTIFIER,
            NUMBER,
            NIL,
            RAW_STRING,
            STRING,
            VARIABLE,
            LEFT_PAREN -> {
          tokens.backup(token);
          commands.add(command());
        }
        default -> throw tokens.unexpected(token, context);
      }
    }
  }

  /** Only the first command of a pipeline may be a mere value. */
  private void checkStages(List<Command> commands) {
    for (int i = 1; i < commands.size(); i++) {
      switch (commands.get(i).operands().getFirst()) {
        case Operand.Bool _, Operand.Dot _, Operand.Nil _, Operand.Number _, Operand.Text _ ->
            throw tokens.error("non executable command in pipeline stage " + (i + 1));
        default -> {}
      }
    }
  }

  private Command command() {
    int position = tokens.peekNonSpace().position();
    List<Operand> operands = new ArrayList<>();
    while (true) {
      tokens.peekNonSpace();
      Operand operand = operand();
      if (operand != null) {
        operands.add(operand);
      }
      Token token = tokens.next();
      switch (token.type()) {
        case SPACE -> {
          continue;
        }
        case RIGHT_DELIMITER, RIGHT_PAREN -> tokens.backup(token);
        case PIPE -> {}
        default -> throw tokens.unexpected(token, "operand");
      }
      if (operands.isEmpty()) {
        throw tokens.error("empty command");
      }
      return new Command(position, List.copyOf(operands));
    }
  }

  /** A term with the fields behind it, or null where no operand stands. */
  private @Nullable Operand operand() {
    Operand term = term();
    if (term == null || !tokens.peek().is(TokenType.FIELD)) {
      return term;
    }
    int position = tokens.peek().position();
    List<String> fields = new ArrayList<>();
    while (tokens.peek().is(TokenType.FIELD)) {
      fields.add(tokens.next().text().substring(1));
    }
    return switch (term) {
      case Operand.Field field -> {
        List<String> names = new ArrayList<>(field.names());
        names.addAll(fields);
        yield new Operand.Field(position, List.copyOf(names));
      }
      case Operand.Variable variable ->
          new Operand.Variable(position, variable.name(), variable.slot(), List.copyOf(fields));
      case Operand.Bool _, Operand.Text _, Operand.Number _, Operand.Nil _, Operand.Dot _ ->
          throw tokens.error("unexpected . after term " + Quoting.quote(term.toString()));
      default -> new Operand.Chain(position, term, List.copyOf(fields));
    };
  }

  private @Nullable Operand term() {
    Token token = tokens.nextNonSpace();
    int position = token.position();
    return switch (token.type()) {
      case IDENTIFIER -> function(token);
      case DOT -> new Operand.Dot(position);
      case NIL -> new Operand.Nil(position);
      case VARIABLE -> variable(token);
      case FIELD -> new Operand.Field(position, List.of(token.text().substring(1)));
      case BOOL -> new Operand.Bool(position, token.text().equals("true"));
      case CHARACTER_CONSTANT, COMPLEX, NUMBER -> number(token);
      case LEFT_PAREN -> parenthesized();
      case STRING, RAW_STRING -> new Operand.Text(position, token.text(), tokens.unquote(token));
      default -> {
        tokens.backup(token);
        yield null;
      }
    };
  }

  private Operand function(Token token) {
    String name = token.text();
    if (!functions.isDefined(name)) {
      throw tokens.error("function " + Quoting.quote(name) + " not defined");
    }
    return new Operand.Function(token.position(), name, functions.index(name));
  }

  private Operand variable(Token token) {
    String name = token.text();
    if (!scope.accepts(name)) {
      throw tokens.error("undefined variable " + Quoting.quote(name));
    }
    return new Operand.Variable(token.position(), name, scope.slot(name), List.of());
  }

  private Operand number(Token token) {
    String text = token.text();
    try {
      NumberConstant value =
          switch (token.type()) {
            case CHARACTER_CONSTANT -> NumberConstant.ofCharacter(text);
            case COMPLEX -> NumberConstant.ofComplex(text);
            default -> NumberConstant.ofNumber(text);
          };
      return new Operand.Number(token.position(), text, value);
    } catch (NumberSyntaxError e) {
      throw tokens.error(String.valueOf(e.getMessage()));
    }
  }

  private Operand parenthesized() {
    if (parentheses >= maxNesting) {
      throw tokens.nestingError("max expression depth exceeded");
    }
    parentheses++;
    Pipeline pipeline = pipeline("parenthesized pipeline", TokenType.RIGHT_PAREN);
    parentheses--;
    return pipeline;
  }
}
