package dev.millrace.sops.format;

import dev.millrace.sops.SopsException;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.GoNumbers;
import dev.millrace.yaml.GoYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** JSON under construction: tabs, order and repeated keys as they came, comments left out. */
final class JsonText {
  private final StringBuilder out = new StringBuilder(256);

  byte[] write(Value.Branch root) {
    branch(root, 0);
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(Value value, int depth) {
    switch (value) {
      case Value.Branch branch -> branch(branch, depth);
      case Value.Items items -> items(items, depth);
      case Text text -> string(text.string());
      case Value.Whole(long number) -> out.append(number);
      case Value.Real(double number) -> out.append(real(number));
      case Value.Truth(boolean truth) -> out.append(truth);
      case Value.Moment(var time) -> string(GoYaml.timestamp(time));
      case Value.Nothing _ -> out.append("null");
      case Value.Comment comment -> string(comment.text());
    }
  }

  private static String real(double number) {
    if (!Double.isFinite(number)) {
      throw new SopsException(
          SopsException.Kind.FORMAT, "infinity and NaN can't be written in a JSON file");
    }
    return GoNumbers.formatJson(number);
  }

  private void branch(Value.Branch branch, int depth) {
    List<Value.Field> fields =
        branch.entries().stream()
            .filter(Value.Field.class::isInstance)
            .map(Value.Field.class::cast)
            .toList();
    open('{');
    for (int i = 0; i < fields.size(); i++) {
      startMember(i, depth + 1);
      string(fields.get(i).key());
      out.append(": ");
      value(fields.get(i).value(), depth + 1);
    }
    close('}', fields.isEmpty(), depth);
  }

  private void items(Value.Items items, int depth) {
    List<Value> values =
        items.values().stream().filter(value -> !(value instanceof Value.Comment)).toList();
    open('[');
    for (int i = 0; i < values.size(); i++) {
      startMember(i, depth + 1);
      value(values.get(i), depth + 1);
    }
    close(']', values.isEmpty(), depth);
  }

  private void open(char bracket) {
    out.append(bracket);
  }

  private void startMember(int position, int depth) {
    out.append(position == 0 ? "\n" : ",\n").repeat("\t", depth);
  }

  private void close(char bracket, boolean empty, int depth) {
    if (!empty) {
      out.append('\n').repeat("\t", depth);
    }
    out.append(bracket);
  }

  private void string(String text) {
    out.append(GoJson.write(text));
  }
}
