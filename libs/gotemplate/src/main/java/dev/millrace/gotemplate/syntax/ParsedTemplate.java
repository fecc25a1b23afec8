package dev.millrace.gotemplate.syntax;

import java.util.List;

/**
 * One template of a parsed text.
 *
 * @param name the name it is defined under
 * @param body its statements
 * @param slots how many variables can exist at once, with {@code $} in slot 0
 */
public record ParsedTemplate(String name, List<Statement> body, int slots) {

  /** Whether there is nothing but space, so that it does not replace a template of its name. */
  public boolean isEmpty() {
    return body.stream().allMatch(s -> s instanceof Statement.Text text && text.text().isBlank());
  }
}
