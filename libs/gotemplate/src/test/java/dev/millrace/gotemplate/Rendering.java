package dev.millrace.gotemplate;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.gotemplate.sprig.Sprig;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Renders texts in tests, with a fixed clock and repeatable randomness. */
public final class Rendering {
  public static final Instant NOW = Instant.parse("2026-11-21T10:20:30Z");

  private static final String NAME = "t";

  private Rendering() {}

  /** Go's functions and all of Sprig's, as Helm has them. */
  public static Functions functions() {
    var environment =
        new SprigEnvironment(
            InstantSource.fixed(NOW),
            java.time.ZoneOffset.UTC,
            new Random(7),
            name -> Optional.ofNullable(Map.of("HOME", "/home/me", "X", "y").get(name)),
            host -> host.equals("known") ? Optional.of("10.0.0.1") : Optional.empty());
    return Functions.builtins().plus(Sprig.functions(environment));
  }

  public static String render(String template) {
    return render(template, Map.of());
  }

  public static String render(String template, @Nullable Object data) {
    return render(template, data, ExecutionOptions.DEFAULT);
  }

  public static String render(String template, @Nullable Object data, ExecutionOptions options) {
    return TemplateSet.empty(functions()).with(NAME, template).execute(NAME, data, options);
  }

  /** Renders with Go's builtin functions alone. */
  public static String renderPlain(String template, @Nullable Object data) {
    return TemplateSet.empty(Functions.builtins())
        .with(NAME, template)
        .execute(NAME, data, ExecutionOptions.DEFAULT);
  }

  /** What parsing or executing the template fails with. */
  public static TemplateException failure(String template, @Nullable Object data) {
    return failure(template, data, ExecutionOptions.DEFAULT);
  }

  public static TemplateException failure(
      String template, @Nullable Object data, ExecutionOptions options) {
    return Objects.requireNonNull(
        catchThrowableOfType(TemplateException.class, () -> render(template, data, options)),
        "the template did not fail");
  }

  /** The message of the failure. */
  public static String message(String template, @Nullable Object data) {
    return Objects.requireNonNull(failure(template, data).getMessage());
  }
}
