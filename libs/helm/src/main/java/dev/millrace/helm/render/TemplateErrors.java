package dev.millrace.helm.render;

import dev.millrace.gotemplate.TemplateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Errors of templates as Helm 4 shows them: what a chart says itself with its place only, chains of
 * includes one step a line, everything else in Go's words.
 */
final class TemplateErrors {
  private static final Pattern STEP =
      Pattern.compile(
          "template: ([^:\\s]+:\\d+:\\d+): (executing \"[^\"]*\" at <.*?>:) ", Pattern.DOTALL);
  private static final String INCLUDE = "error calling include: ";
  private static final String CALLING = "error calling ";

  private TemplateErrors() {}

  static RenderException parsing(String path, TemplateException e) {
    String message = String.valueOf(e.getMessage());
    String prefix = "template: " + path + ":" + e.line() + ": ";
    String problem = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    return new RenderException(
        "parse error at (" + e.templateName() + ":" + e.line() + "): " + problem, e);
  }

  static RenderException executing(TemplateException e) {
    UserFailure refusal = refusal(e);
    if (refusal != null) {
      String place = e.templateName() + ":" + e.line() + ":" + e.column();
      return new RenderException("execution error at (" + place + "): " + refusal.getMessage(), e);
    }
    return new RenderException(stepwise(String.valueOf(e.getMessage())), e);
  }

  private static @Nullable UserFailure refusal(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserFailure refusal) {
        return refusal;
      }
    }
    return null;
  }

  /** One line for each place and one for each step; the message as it is if it has another form. */
  private static String stepwise(String message) {
    var lines = new StringBuilder();
    String rest = message;
    for (Matcher step = STEP.matcher(rest); step.lookingAt(); step = STEP.matcher(rest)) {
      lines.append(step.group(1)).append("\n  ").append(step.group(2)).append('\n');
      rest = rest.substring(step.end());
      if (!rest.startsWith(INCLUDE)) {
        return rest.startsWith(CALLING) ? message : lines + "    " + rest;
      }
      lines.append("    ").append(INCLUDE.strip()).append('\n');
      rest = rest.substring(INCLUDE.length());
    }
    return lines.isEmpty() ? message : lines + rest;
  }
}
