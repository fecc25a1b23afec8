package dev.millrace.gotemplate.syntax;

import dev.millrace.gotemplate.syntax.Operand.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Parses the text of a template file: its statements and the templates it defines. */
public final class Parser {
  private final TokenStream tokens;
  private final FunctionNames functions;
  private final SequencedMap<String, ParsedTemplate> templates = new LinkedHashMap<>();
  private final int maxNesting;
  private int nesting;

  private Parser(String parseName, String text, Predicate<String> isFunction, int maxNesting) {
    this.tokens = new TokenStream(parseName, text);
    this.functions = new FunctionNames(isFunction);
    this.maxNesting = maxNesting;
  }

  /**
   * Parses a text.
   *
   * @param name the name of the text, which is the name of the template that it is itself
   * @param isFunction which function names are defined
   * @param maxNesting how deep parentheses, and control structures, may be nested in one another;
   *     the parser goes as deep on the stack
   * @throws NestingSyntaxException when they are nested deeper
   * @throws SyntaxException when it is not a template
   */
  public static ParsedText parse(
      String name, String text, Predicate<String> isFunction, int maxNesting) {
    var parser = new Parser(name, text, isFunction, maxNesting);
    parser.topLevel(name);
    return new ParsedText(parser.templates, parser.functions.names());
  }

  private void topLevel(String name) {
    var body = new TemplateBody();
    List<Statement> statements = new ArrayList<>();
    while (!tokens.peek().is(TokenType.EOF)) {
      if (!passedDefinition()) {
        Item item = body.textOrAction();
        switch (item) {
          case Item.Stop stop -> throw tokens.error("unexpected " + stop);
          case Item.Content content -> statements.add(content.statement);
        }
      }
    }
    add(body.template(name, statements));
  }

  /** Parses a {@code {{define}}} if there is one here. */
  private boolean passedDefinition() {
    if (!tokens.peek().is(TokenType.LEFT_DELIMITER)) {
      return false;
    }
    Token delimiter = tokens.next();
    Token word = tokens.nextNonSpace();
    if (!word.is(TokenType.DEFINE)) {
      tokens.backup(delimiter, word);
      return false;
    }
    String context = "define clause";
    String name = tokens.expectString(context);
    tokens.expect(TokenType.RIGHT_DELIMITER, context);
    add(new TemplateBody().closed(name, context));
    return true;
  }

  /** Adds a template; of two with the same name in one text only one may have content. */
  private void add(ParsedTemplate template) {
    ParsedTemplate present = templates.get(template.name());
    if (present == null || present.isEmpty()) {
      templates.put(template.name(), template);
    } else if (!template.isEmpty()) {
      throw tokens.error(
          "template: multiple definition of template "
              + dev.millrace.gotemplate.format.Quoting.quote(template.name()));
    }
  }

  /** What is found where a statement may stand. */
  private sealed interface Item {
    record Content(Statement statement) implements Item {}

    /** An end or else, which closes the list of statements. */
    record Stop(boolean isElse) implements Item {
      @Override
      public String toString() {
        return isElse ? "{{else}}" : "{{end}}";
      }
    }
  }

  private record StatementList(List<Statement> statements, Item.Stop stop) {}

  private record Branches(
      Pipeline pipeline, List<Statement> body, @Nullable List<Statement> otherwise) {}

  /** Parses the statements of one template, which has its own variables. */
  private final class TemplateBody {
    private final VariableScope scope = new VariableScope();
    private final ExpressionParser expressions =
        new ExpressionParser(tokens, scope, functions, maxNesting);
    private int rangeDepth;

    ParsedTemplate template(String name, List<Statement> statements) {
      return new ParsedTemplate(name, List.copyOf(statements), scope.slots());
    }

    /** A template that ends with {@code {{end}}}. */
    ParsedTemplate closed(String name, String context) {
      StatementList list = statements();
      if (list.stop.isElse()) {
        throw tokens.error("unexpected " + list.stop + " in " + context);
      }
      return template(name, list.statements);
    }

    StatementList statements() {
      List<Statement> statements = new ArrayList<>();
      while (!tokens.peekNonSpace().is(TokenType.EOF)) {
        switch (textOrAction()) {
          case Item.Stop stop -> {
            return new StatementList(List.copyOf(statements), stop);
          }
          case Item.Content content -> statements.add(content.statement);
        }
      }
      throw tokens.error("unexpected EOF");
    }

    Item textOrAction() {
      Token token = tokens.nextNonSpace();
      return switch (token.type()) {
        case TEXT -> new Item.Content(new Statement.Text(token.position(), token.text()));
        case LEFT_DELIMITER -> {
          tokens.actionStartsAt(token.line());
          Item item = action();
          tokens.actionStartsAt(0);
          yield item;
        }
        default -> throw tokens.unexpected(token, "input");
      };
    }

    private Item action() {
      Token token = tokens.nextNonSpace();
      return switch (token.type()) {
        case END -> {
          tokens.expect(TokenType.RIGHT_DELIMITER, "end");
          yield new Item.Stop(false);
        }
        case ELSE -> otherwise();
        default -> new Item.Content(statement(token));
      };
    }

    private Statement statement(Token token) {
      return switch (token.type()) {
        case BLOCK -> block();
        case BREAK -> {
          loopControl("{{break}}");
          yield new Statement.Break(token.position());
        }
        case CONTINUE -> {
          loopControl("{{continue}}");
          yield new Statement.Continue(token.position());
        }
        case IF -> ifStatement();
        case RANGE -> rangeStatement();
        case TEMPLATE -> invocation();
        case WITH -> withStatement();
        default -> {
          tokens.backup(token);
          Pipeline pipeline = expressions.pipeline("command", TokenType.RIGHT_DELIMITER);
          yield new Statement.Action(token.position(), pipeline);
        }
      };
    }

    /** An else; for {@code else if} and {@code else with} the second word stays to be read. */
    private Item otherwise() {
      Token next = tokens.peekNonSpace();
      if (!next.is(TokenType.IF) && !next.is(TokenType.WITH)) {
        tokens.expect(TokenType.RIGHT_DELIMITER, "else");
      }
      return new Item.Stop(true);
    }

    private void loopControl(String text) {
      Token token = tokens.nextNonSpace();
      if (!token.is(TokenType.RIGHT_DELIMITER)) {
        throw tokens.unexpected(token, text);
      }
      if (rangeDepth == 0) {
        throw tokens.error(text + " outside {{range}}");
      }
    }

    private Statement ifStatement() {
      Branches branches = branches("if", TokenType.IF);
      return new Statement.If(
          branches.pipeline.position(), branches.pipeline, branches.body, branches.otherwise);
    }

    private Statement withStatement() {
      Branches branches = branches("with", TokenType.WITH);
      return new Statement.With(
          branches.pipeline.position(), branches.pipeline, branches.body, branches.otherwise);
    }

    private Statement rangeStatement() {
      Branches branches = branches("range", null);
      return new Statement.Range(
          branches.pipeline.position(), branches.pipeline, branches.body, branches.otherwise);
    }

    /**
     * The pipeline and branches of a control structure.
     *
     * @param chained the keyword that may follow an else directly, or null
     */
    private Branches branches(String keyword, @Nullable TokenType chained) {
      enter();
      VariableScope.Mark before = scope.mark();
      Pipeline pipeline = expressions.pipeline(keyword, TokenType.RIGHT_DELIMITER);
      VariableScope.Mark inside = scope.mark();
      boolean loop = keyword.equals("range");
      rangeDepth += loop ? 1 : 0;
      StatementList body = statements();
      rangeDepth -= loop ? 1 : 0;
      scope.endLife(inside);
      List<Statement> otherwise = body.stop.isElse() ? elseBranch(chained) : null;
      scope.reset(before);
      nesting--;
      return new Branches(pipeline, body.statements, otherwise);
    }

    private List<Statement> elseBranch(@Nullable TokenType chained) {
      if (chained != null && tokens.peek().is(chained)) {
        tokens.next();
        return List.of(chained == TokenType.IF ? ifStatement() : withStatement());
      }
      StatementList list = statements();
      if (list.stop.isElse()) {
        throw tokens.error("expected end; found " + list.stop);
      }
      return list.statements;
    }

    private Statement invocation() {
      String context = "template clause";
      Token token = tokens.peekNonSpace();
      String name = tokens.expectString(context);
      Token next = tokens.nextNonSpace();
      Pipeline argument = null;
      if (!next.is(TokenType.RIGHT_DELIMITER)) {
        tokens.backup(next);
        argument = expressions.pipeline(context, TokenType.RIGHT_DELIMITER);
      }
      return new Statement.Invocation(token.position(), name, argument);
    }

    private Statement block() {
      enter();
      String context = "block clause";
      Token token = tokens.peekNonSpace();
      String name = tokens.expectString(context);
      Pipeline argument = expressions.pipeline(context, TokenType.RIGHT_DELIMITER);
      add(new TemplateBody().closed(name, context));
      nesting--;
      return new Statement.Invocation(token.position(), name, argument);
    }

    private void enter() {
      if (++nesting > maxNesting) {
        throw tokens.nestingError("control structures are nested deeper than " + maxNesting);
      }
    }
  }
}
