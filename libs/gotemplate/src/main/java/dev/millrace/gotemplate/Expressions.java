package dev.millrace.gotemplate;

import dev.millrace.gotemplate.syntax.Node;
import dev.millrace.gotemplate.syntax.Operand;
import dev.millrace.gotemplate.syntax.Operand.Command;
import dev.millrace.gotemplate.syntax.Operand.Pipeline;
import dev.millrace.gotemplate.syntax.Operand.Target;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.NoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates the pipelines, commands and operands of one template. */
final class Expressions {
  /** Stands for the value from the previous command where a command is the first of a pipeline. */
  static final Object NO_FINAL = new Object();

  private static final List<Operand> NO_OPERANDS = List.of();

  private final Run run;
  private final Frame frame;
  private final FieldAccess fields;
  private final Invoker invoker;

  Expressions(Run run, Frame frame) {
    this.run = run;
    this.frame = frame;
    this.invoker = new Invoker(run, frame, this);
    this.fields = new FieldAccess(run, frame, invoker);
  }

  /** The value of a pipeline; its variables are set. A nil interface is no value from here on. */
  @Nullable Object pipeline(@Nullable Object dot, Pipeline pipeline) {
    frame.at = pipeline;
    Object value = NO_FINAL;
    for (Command command : pipeline.commands()) {
      value = command(dot, command, value);
      if (value == null) {
        value = NoValue.NO_VALUE;
      }
    }
    for (Target target : pipeline.targets()) {
      assign(target, value);
    }
    return value;
  }

  void assign(Target target, @Nullable Object value) {
    if (target.slot() < 0) {
      throw frame.error("undefined variable: " + target.name());
    }
    frame.slots[target.slot()] = value;
  }

  private @Nullable Object command(@Nullable Object dot, Command command, @Nullable Object last) {
    List<Operand> operands = command.operands();
    Operand first = operands.getFirst();
    return switch (first) {
      case Operand.Field field -> {
        frame.at = field;
        yield fields.chain(dot, dot, field, field.names(), operands, last);
      }
      case Operand.Variable variable -> variable(dot, variable, operands, last);
      case Operand.Function function -> function(dot, function, command, operands, last);
      case Operand.Chain chain -> chain(dot, chain, operands, last);
      case Pipeline pipeline -> {
        refuseArguments(operands, last);
        yield pipeline(dot, pipeline);
      }
      case Operand.Dot _ -> {
        constantCommand(first, operands, last);
        yield dot;
      }
      case Operand.Nil _ -> {
        constantCommand(first, operands, last);
        throw frame.error("nil is not a command");
      }
      case Operand.Bool _, Operand.Text _, Operand.Number _ -> {
        constantCommand(first, operands, last);
        yield constant(first);
      }
    };
  }

  private void constantCommand(Operand first, List<Operand> operands, @Nullable Object last) {
    frame.at = first;
    refuseArguments(operands, last);
  }

  private void refuseArguments(List<Operand> operands, @Nullable Object last) {
    if (operands.size() > 1 || last != NO_FINAL) {
      throw frame.error("can't give argument to non-function " + operands.getFirst());
    }
  }

  /** The value of a literal where no type is wanted. */
  Object constant(Operand literal) {
    return switch (literal) {
      case Operand.Bool bool -> bool.value();
      case Operand.Text text -> text.value();
      case Operand.Number number -> {
        frame.at = number;
        Object ideal = number.value().ideal();
        if (ideal == null) {
          throw frame.error(number.text() + " overflows int");
        }
        yield ideal;
      }
      default -> throw new IllegalArgumentException("not a literal: " + literal);
    };
  }

  private @Nullable Object variable(
      @Nullable Object dot,
      Operand.Variable variable,
      List<Operand> operands,
      @Nullable Object last) {
    frame.at = variable;
    Object value = variable.slot() < 0 ? Frame.UNSET : frame.slots[variable.slot()];
    if (value == Frame.UNSET) {
      throw frame.error("undefined variable: " + variable.name());
    }
    if (variable.fields().isEmpty()) {
      if (!operands.isEmpty()) {
        refuseArguments(operands, last);
      }
      return value;
    }
    return fields.chain(dot, value, variable, variable.fields(), operands, last);
  }

  private @Nullable Object function(
      @Nullable Object dot,
      Operand.Function operand,
      Node at,
      List<Operand> operands,
      @Nullable Object last) {
    frame.at = operand;
    GoFunction function = frame.template.functions().get(operand.index());
    return invoker.invoke(dot, function, at, operands, last);
  }

  private @Nullable Object chain(
      @Nullable Object dot, Operand.Chain chain, List<Operand> operands, @Nullable Object last) {
    frame.at = chain;
    if (chain.target() instanceof Operand.Nil) {
      throw frame.error("indirection through explicit nil in " + chain);
    }
    Object target = operand(dot, chain.target());
    return fields.chain(dot, target, chain, chain.fields(), operands, last);
  }

  /** The value of an operand that is not a command, before it is fitted to a type. */
  @Nullable Object operand(@Nullable Object dot, Operand operand) {
    frame.at = operand;
    return switch (operand) {
      case Operand.Dot _ -> dot;
      case Operand.Field field ->
          fields.chain(dot, dot, field, field.names(), NO_OPERANDS, NO_FINAL);
      case Operand.Variable variable -> variable(dot, variable, NO_OPERANDS, NO_FINAL);
      case Pipeline pipeline -> pipeline(dot, pipeline);
      case Operand.Function function -> function(dot, function, function, NO_OPERANDS, NO_FINAL);
      case Operand.Chain chain -> chain(dot, chain, NO_OPERANDS, NO_FINAL);
      case Operand.Nil _ -> null;
      case Operand.Bool _, Operand.Text _, Operand.Number _ -> constant(operand);
    };
  }

  /** The value of an argument, fitted to the type of its parameter. */
  @Nullable Object argument(@Nullable Object dot, Operand operand, GoType type) {
    return switch (operand) {
      case Operand.Nil _ -> {
        frame.at = operand;
        if (!type.canBeNil()) {
          throw frame.error("cannot assign nil to " + type);
        }
        yield type.equals(GoType.REFLECT_VALUE) ? NoValue.NO_VALUE : null;
      }
      case Operand.Bool _, Operand.Text _, Operand.Number _ -> {
        frame.at = operand;
        yield new Conversion(frame).literal(this, operand, type);
      }
      default -> new Conversion(frame).fit(operand(dot, operand), type);
    };
  }
}
