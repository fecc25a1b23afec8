package dev.millrace.gotemplate;

import dev.millrace.gotemplate.TemplateException.Phase;
import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.syntax.Node;
import org.jspecify.annotations.Nullable;

/** One template while it runs: its variables, where it writes, and where it is. */
final class Frame {
  /** What a slot holds before its variable exists. */
  static final Object UNSET = new Object();

  final CompiledTemplate template;
  final TemplateSet templates;
  final StringBuilder out;
  final @Nullable Object[] slots;

  /** Whether the cursor is an element of a collection of interfaces, which error messages show. */
  boolean cursorIsInterface;

  /** The node that error messages point to. */
  @Nullable Node at;

  Frame(
      CompiledTemplate template,
      TemplateSet templates,
      StringBuilder out,
      @Nullable Object dollar) {
    this.template = template;
    this.templates = templates;
    this.out = out;
    this.slots = new @Nullable Object[template.slots()];
    java.util.Arrays.fill(slots, UNSET);
    this.slots[0] = dollar;
  }

  TemplateException error(String message) {
    return error(Phase.EXECUTE, message, null);
  }

  TemplateException error(Phase phase, String message, @Nullable Throwable cause) {
    Node node = at;
    if (node == null) {
      String text = "template: " + template.name() + ": " + message;
      return new TemplateException(phase, text, template.name(), 0, -1, cause);
    }
    Source source = template.source();
    Source.Place place = source.place(node.position());
    String text =
        "template: %s:%d:%d: executing %s at <%s>: %s"
            .formatted(
                source.name(),
                place.line(),
                place.column(),
                Quoting.quote(template.name()),
                node,
                message);
    return new TemplateException(phase, text, source.name(), place.line(), place.column(), cause);
  }
}
