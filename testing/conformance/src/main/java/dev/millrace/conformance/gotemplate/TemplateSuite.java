package dev.millrace.conformance.gotemplate;

import dev.millrace.conformance.ConformanceFolder;
import dev.millrace.gotemplate.ExecutionOptions;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.TemplateException;
import dev.millrace.gotemplate.TemplateException.Phase;
import dev.millrace.gotemplate.TemplateSet;
import dev.millrace.gotemplate.sprig.Sprig;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.yaml.GoJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One file of cases and how the engine does on it. */
public final class TemplateSuite {
  /** The files of cases, in the order in which scores are shown. */
  public static final List<String> NAMES = List.of("gotemplate", "sprig", "sprig-table");

  private static final String TEMPLATE_NAME = "t";

  private final String name;
  private final List<TemplateCase> cases;

  private TemplateSuite(String name, List<TemplateCase> cases) {
    this.name = name;
    this.cases = cases;
  }

  /**
   * What came out.
   *
   * @param sameMessages of the expected errors, how many have Go's text
   */
  public record Score(
      String name, int passed, int total, int sameMessages, int errors, List<String> failures) {

    /** The score on one line. */
    public String line() {
      return "helm functions %s: %d/%d (error texts %d/%d)"
          .formatted(name, passed, total, sameMessages, errors);
    }
  }

  /** Reads a suite, or nothing where the file is absent. */
  public static Optional<TemplateSuite> read(String name) throws IOException {
    Optional<Path> file = ConformanceFolder.find("helm/functions/" + name + ".json");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    List<TemplateCase> cases = new ArrayList<>();
    if (GoJson.read(Files.readString(file.get())) instanceof List<?> items) {
      items.forEach(item -> cases.add(TemplateCase.of((Map<?, ?>) item)));
    }
    return Optional.of(new TemplateSuite(name, cases));
  }

  /** Runs every case. */
  public Score run() {
    List<String> failures = new ArrayList<>();
    int sameMessages = 0;
    int errors = 0;
    for (TemplateCase item : cases) {
      Outcome outcome = outcome(item);
      if (!outcome.passes(item)) {
        failures.add(item.id() + "\n  " + item.template() + "\n" + outcome.difference(item));
      }
      errors += item.error() != null ? 1 : 0;
      sameMessages += item.error() != null && item.error().equals(outcome.text) ? 1 : 0;
    }
    return new Score(
        name, cases.size() - failures.size(), cases.size(), sameMessages, errors, failures);
  }

  /** Functions as the oracle had them: Sprig's hide a builtin of the same name. */
  private Functions functions() {
    Functions builtins = Functions.builtins();
    if (name.equals("gotemplate")) {
      return builtins;
    }
    var environment = SprigEnvironment.isolated(InstantSource.system(), new SecureRandom());
    return builtins.plus(Sprig.functions(environment));
  }

  private Outcome outcome(TemplateCase item) {
    try {
      var options = ExecutionOptions.DEFAULT.withMissingKey(item.missingKey());
      var set = TemplateSet.empty(functions()).with(TEMPLATE_NAME, item.template());
      return new Outcome(null, asInJson(set.execute(TEMPLATE_NAME, item.data(), options)));
    } catch (TemplateException e) {
      return new Outcome(e.phase(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return new Outcome(null, "BUG " + e);
    }
  }

  /** The recorded outputs went through JSON, where each stray byte became U+FFFD. */
  private static String asInJson(String output) {
    int[] runes = GoString.runes(output);
    return GoString.ofRunes(runes, 0, runes.length);
  }

  /** What the engine made of a case: output, or a message with the phase it failed in. */
  private record Outcome(
      TemplateException.@org.jspecify.annotations.Nullable Phase phase, String text) {

    boolean passes(TemplateCase item) {
      if (item.error() == null) {
        return phase == null && text.equals(item.expected());
      }
      Phase expected = "parse".equals(item.errorPhase()) ? Phase.PARSE : Phase.EXECUTE;
      return phase == expected;
    }

    String difference(TemplateCase item) {
      String wanted = item.error() == null ? item.expected() : "error " + item.error();
      return "  expected " + wanted + "\n  was      " + (phase == null ? "" : phase + " ") + text;
    }
  }
}
