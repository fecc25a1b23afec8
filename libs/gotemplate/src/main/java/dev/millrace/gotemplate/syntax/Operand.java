package dev.millrace.gotemplate.syntax;

import java.util.List;

/** An operand of a command. Its text is how Go's error messages show it. */
public sealed interface Operand extends Node {

  /** The cursor, {@code .}. */
  record Dot(int position) implements Operand {
    @Override
    public String toString() {
      return ".";
    }
  }

  /** The constant {@code nil}. */
  record Nil(int position) implements Operand {
    @Override
    public String toString() {
      return "nil";
    }
  }

  /** A boolean constant. */
  record Bool(int position, boolean value) implements Operand {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /**
   * A string constant.
   *
   * @param quoted the literal as it was written
   * @param value the string it stands for
   */
  record Text(int position, String quoted, String value) implements Operand {
    @Override
    public String toString() {
      return quoted;
    }
  }

  /**
   * A number constant.
   *
   * @param text the number as it was written
   * @param value what it stands for
   */
  record Number(int position, String text, NumberConstant value) implements Operand {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Fields of the cursor: {@code .Values.image}. There is at least one name. */
  record Field(int position, List<String> names) implements Operand {
    @Override
    public String toString() {
      return "." + String.join(".", names);
    }
  }

  /**
   * A variable, perhaps with fields: {@code $x.image}.
   *
   * @param name the name with the dollar sign
   * @param slot the index of the variable in the frame, or {@link VariableScope#UNDEFINED}
   * @param fields the names of the fields, empty for the variable itself
   */
  record Variable(int position, String name, int slot, List<String> fields) implements Operand {
    @Override
    public String toString() {
      return fields.isEmpty() ? name : name + "." + String.join(".", fields);
    }
  }

  /**
   * The name of a function.
   *
   * @param name the name
   * @param index the index of the function among those that the text names
   */
  record Function(int position, String name, int index) implements Operand {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Fields of a parenthesised pipeline or of a function's result: {@code (pipe).x.y}. */
  record Chain(int position, Operand target, List<String> fields) implements Operand {
    @Override
    public String toString() {
      String text = target instanceof Pipeline ? "(" + target + ")" : target.toString();
      return text + "." + String.join(".", fields);
    }
  }

  /**
   * Commands joined by pipes; as an operand it stands in parentheses.
   *
   * @param targets the variables that the value goes to, at most two
   * @param assigns whether the variables exist already ({@code =}) or are new ({@code :=})
   * @param commands the commands, at least one
   */
  record Pipeline(int position, List<Target> targets, boolean assigns, List<Command> commands)
      implements Operand {

    @Override
    public String toString() {
      var text = new StringBuilder();
      for (Target target : targets) {
        text.append(text.isEmpty() ? "" : ", ").append(target.name());
      }
      if (!targets.isEmpty()) {
        text.append(assigns ? " = " : " := ");
      }
      for (int i = 0; i < commands.size(); i++) {
        text.append(i > 0 ? " | " : "").append(commands.get(i));
      }
      return text.toString();
    }
  }

  /** A variable that a pipeline sets. */
  record Target(String name, int slot) {}

  /**
   * A command: an operand to evaluate or call, and its arguments.
   *
   * @param operands the operands, at least one
   */
  record Command(int position, List<Operand> operands) implements Node {
    @Override
    public String toString() {
      var text = new StringBuilder();
      for (Operand operand : operands) {
        text.append(text.isEmpty() ? "" : " ");
        text.append(operand instanceof Pipeline ? "(" + operand + ")" : operand.toString());
      }
      return text.toString();
    }
  }
}
