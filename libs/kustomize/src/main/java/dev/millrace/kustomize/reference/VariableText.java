package dev.millrace.kustomize.reference;

import dev.millrace.yaml.GoNumbers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text with variables: {@code $(NAME)} stands for a value, {@code $$} for a dollar sign. Names that
 * nobody defined stay as they are.
 */
final class VariableText {
  private final Map<String, @Nullable Object> values;

  VariableText(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /** The text with its variables replaced; a text that is one variable takes over its type. */
  Object replace(String text) {
    StringBuilder result = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c != '$' || i + 1 == text.length()) {
        result.append(c);
        i++;
        continue;
      }
      char next = text.charAt(i + 1);
      int close = next == '(' ? text.indexOf(')', i + 2) : -1;
      if (close >= 0) {
        Object value = valueOf(text.substring(i + 2, close));
        if (i == 0 && close + 1 == text.length()) {
          return value;
        }
        result.append(value instanceof Double d ? GoNumbers.formatGeneral(d) : value);
        i = close + 1;
      } else {
        // A doubled sign is one; a sign before anything else stays.
        result.append(next == '$' ? "$" : "$" + next);
        i += 2;
      }
    }
    return result.toString();
  }

  private Object valueOf(String name) {
    Object value = values.get(name);
    return value == null ? "$(" + name + ")" : value;
  }
}
