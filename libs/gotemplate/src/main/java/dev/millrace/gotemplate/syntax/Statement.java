package dev.millrace.gotemplate.syntax;

import dev.millrace.gotemplate.format.Quoting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of a template. Its text is the template source that Go would print for it. */
public sealed interface Statement extends Node {

  /** Literal text. */
  record Text(int position, String text) implements Statement {
    @Override
    public String toString() {
      return text;
    }
  }

  /** A pipeline whose value is printed unless it sets variables. */
  record Action(int position, Operand.Pipeline pipeline) implements Statement {
    @Override
    public String toString() {
      return "{{" + pipeline + "}}";
    }
  }

  /** {@code {{break}}}. */
  record Break(int position) implements Statement {
    @Override
    public String toString() {
      return "{{break}}";
    }
  }

  /** {@code {{continue}}}. */
  record Continue(int position) implements Statement {
    @Override
    public String toString() {
      return "{{continue}}";
    }
  }

  /** {@code {{if}}} with its branches; {@code else if} is an if in the otherwise branch. */
  record If(
      int position,
      Operand.Pipeline condition,
      List<Statement> body,
      @Nullable List<Statement> otherwise)
      implements Statement {
    @Override
    public String toString() {
      return branch("if", condition, body, otherwise);
    }
  }

  /** {@code {{with}}} with its branches. */
  record With(
      int position,
      Operand.Pipeline value,
      List<Statement> body,
      @Nullable List<Statement> otherwise)
      implements Statement {
    @Override
    public String toString() {
      return branch("with", value, body, otherwise);
    }
  }

  /** {@code {{range}}} with its branches. */
  record Range(
      int position,
      Operand.Pipeline source,
      List<Statement> body,
      @Nullable List<Statement> otherwise)
      implements Statement {
    @Override
    public String toString() {
      return branch("range", source, body, otherwise);
    }
  }

  /** {@code {{template "name" pipeline}}}; also what a block leaves where it stands. */
  record Invocation(int position, String name, Operand.@Nullable Pipeline argument)
      implements Statement {
    @Override
    public String toString() {
      return "{{template " + Quoting.quote(name) + (argument == null ? "" : " " + argument) + "}}";
    }
  }

  private static String branch(
      String keyword,
      Operand.Pipeline pipeline,
      List<Statement> body,
      @Nullable List<Statement> otherwise) {
    var text = new StringBuilder("{{").append(keyword).append(' ').append(pipeline).append("}}");
    body.forEach(text::append);
    if (otherwise != null) {
      text.append("{{else}}");
      otherwise.forEach(text::append);
    }
    return text.append("{{end}}").toString();
  }
}
