package dev.millrace.gotemplate;

import dev.millrace.gotemplate.TemplateException.Phase;
import dev.millrace.gotemplate.format.GoFormat;
import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.syntax.Operand.Pipeline;
import dev.millrace.gotemplate.syntax.Operand.Target;
import dev.millrace.gotemplate.syntax.Statement;
import dev.millrace.gotemplate.value.BoundExceeded;
import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Kind;
import dev.millrace.gotemplate.value.NoValue;
import dev.millrace.gotemplate.value.PointerStringer;
import dev.millrace.gotemplate.value.ValueKeys;
import dev.millrace.gotemplate.value.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out the statements of one template. */
final class Interpreter {
  private static final String NO_VALUE_TEXT = "<no value>";

  private final Run run;
  private final Frame frame;
  private final Expressions expressions;

  Interpreter(Run run, Frame frame) {
    this.run = run;
    this.frame = frame;
    this.expressions = new Expressions(run, frame);
  }

  /** How a list of statements ended. */
  private enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  void run(@Nullable Object dot) {
    statements(dot, frame.template.body());
  }

  private Flow statements(@Nullable Object dot, List<Statement> statements) {
    for (Statement statement : statements) {
      Flow flow = statement(dot, statement);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private Flow statement(@Nullable Object dot, Statement statement) {
    run.step();
    frame.at = statement;
    return switch (statement) {
      case Statement.Text text -> {
        write(text.text());
        yield Flow.NEXT;
      }
      case Statement.Action action -> {
        action(dot, action);
        yield Flow.NEXT;
      }
      case Statement.If branch -> {
        boolean chosen = Values.isTrue(expressions.pipeline(dot, branch.condition()));
        yield chosen ? statements(dot, branch.body()) : otherwise(dot, branch.otherwise());
      }
      case Statement.With branch -> {
        Object value = expressions.pipeline(dot, branch.value());
        yield Values.isTrue(value)
            ? statements(value, false, branch.body())
            : otherwise(dot, branch.otherwise());
      }
      case Statement.Range range -> range(dot, range);
      case Statement.Invocation invocation -> {
        invoke(dot, invocation);
        yield Flow.NEXT;
      }
      case Statement.Break _ -> Flow.BREAK;
      case Statement.Continue _ -> Flow.CONTINUE;
    };
  }

  private void action(@Nullable Object dot, Statement.Action action) {
    Object value = expressions.pipeline(dot, action.pipeline());
    if (action.pipeline().targets().isEmpty()) {
      frame.at = action;
      print(action, value);
    }
  }

  private void print(Statement.Action action, @Nullable Object value) {
    if (value instanceof String text) {
      write(text);
    } else if (value instanceof PointerStringer addressable) {
      write(addressable.pointerString());
    } else if (!Values.isPresent(value)) {
      write(NO_VALUE_TEXT);
    } else if (Values.kindOf(value) == Kind.FUNCTION) {
      throw frame.error("can't print " + action + " of type " + Values.typeOrAny(value));
    } else {
      printed(value);
    }
  }

  private void printed(@Nullable Object value) {
    try {
      GoFormat.append(frame.out, value);
    } catch (BoundExceeded e) {
      throw frame.error(Phase.LIMIT, String.valueOf(e.getMessage()), e);
    }
    run.checkLength(frame.out.length());
  }

  private void write(String text) {
    run.checkLength((long) frame.out.length() + text.length());
    frame.out.append(text);
  }

  private Flow otherwise(@Nullable Object dot, @Nullable List<Statement> statements) {
    return statements == null ? Flow.NEXT : statements(dot, statements);
  }

  /** Carries out statements with another cursor. */
  private Flow statements(
      @Nullable Object dot, boolean dotIsInterface, List<Statement> statements) {
    boolean outer = frame.cursorIsInterface;
    frame.cursorIsInterface = dotIsInterface;
    Flow flow = statements(dot, statements);
    frame.cursorIsInterface = outer;
    return flow;
  }

  private Flow range(@Nullable Object dot, Statement.Range range) {
    Object source = expressions.pipeline(dot, range.source());
    boolean ran =
        switch (source) {
          case null -> false;
          case NoValue _ -> false;
          case List<?> list -> overList(range, Values.asList(list));
          case Map<?, ?> map -> overMap(range, Values.asMap(map));
          default -> overNumber(range, source);
        };
    if (ran) {
      return Flow.NEXT;
    }
    Flow flow = otherwise(dot, range.otherwise());
    // A break in the else part ends this loop, not the one around it; a continue is for that one.
    return flow == Flow.BREAK ? Flow.NEXT : flow;
  }

  private boolean overList(Statement.Range range, List<@Nullable Object> list) {
    int size = list.size();
    boolean interfaces = holdsInterfaces(list);
    for (int i = 0; i < size; i++) {
      if (!iterate(range, GoInt.of(i), list.get(i), interfaces)) {
        break;
      }
    }
    return size > 0;
  }

  private boolean overMap(Statement.Range range, Map<String, @Nullable Object> map) {
    List<String> keys = Values.sortedKeys(map);
    boolean interfaces = holdsInterfaces(map);
    // The body may change the map; the loop goes on with the values of its beginning.
    @Nullable Object[] values = new @Nullable Object[keys.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = map.get(keys.get(i));
    }
    for (int i = 0; i < values.length; i++) {
      if (!iterate(range, ValueKeys.visible(map, keys.get(i)), values[i], interfaces)) {
        break;
      }
    }
    return values.length > 0;
  }

  private boolean overNumber(Statement.Range range, Object source) {
    GoType type = Values.typeOrAny(source);
    if (!type.kind().isInteger()) {
      throw frame.error("range can't iterate over " + GoFormat.text(source));
    }
    if (range.source().targets().size() > 1) {
      throw frame.error(
          "can't use " + GoFormat.text(source) + " to iterate over more than one variable");
    }
    long bound = Values.integerBits(source);
    if (bound <= 0 && type.kind().isSigned()) {
      return false;
    }
    for (long i = 0; i != bound; i++) {
      if (!iterate(range, NoValue.NO_VALUE, Numbers.of(i, type), false)) {
        break;
      }
    }
    return bound != 0;
  }

  private static boolean holdsInterfaces(Object collection) {
    return Values.typeOrAny(collection).elementOrAny().kind() == Kind.INTERFACE;
  }

  /** Runs the body once; false means that the loop ends here. */
  private boolean iterate(
      Statement.Range range,
      Object index,
      @Nullable Object element,
      boolean elementsAreInterfaces) {
    run.step();
    List<Target> targets = range.source().targets();
    if (targets.size() > 1) {
      set(targets.get(0), index);
      set(targets.get(1), element);
    } else if (!targets.isEmpty()) {
      set(targets.getFirst(), element);
    }
    return statements(element, elementsAreInterfaces, range.body()) != Flow.BREAK;
  }

  private void set(Target target, @Nullable Object value) {
    expressions.assign(target, value);
  }

  private void invoke(@Nullable Object dot, Statement.Invocation invocation) {
    CompiledTemplate template = frame.templates.find(invocation.name());
    if (template == null) {
      throw frame.error("template " + Quoting.quote(invocation.name()) + " not defined");
    }
    Pipeline argument = invocation.argument();
    Object value = argument == null ? NoValue.NO_VALUE : expressions.pipeline(dot, argument);
    run.enter(new Frame(template, frame.templates, frame.out, value), value);
  }
}
