package dev.millrace.conformance.flux;

import dev.millrace.conformance.flux.ObjectCases.Score;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All suites of {@code flux/}: one line of score each. */
public final class FluxSuites {
  private static final String EVENTS = "events";

  private FluxSuites() {}

  /** Prints the scores of all suites, or of those that are named. */
  public static void main(String[] names) throws IOException {
    for (var suite : suites().entrySet()) {
      if (names.length == 0 || List.of(names).contains(suite.getKey())) {
        System.out.println(line(suite.getKey(), cases -> cases.run(suite.getValue())));
      }
    }
    if (names.length == 0 || List.of(names).contains(EVENTS)) {
      System.out.println(line(EVENTS, cases -> cases.check(new EventsSuite()::problem)));
    }
  }

  private static String line(String name, Function<ObjectCases, Score> run) throws IOException {
    Optional<ObjectCases> cases = ObjectCases.read(name);
    if (cases.isEmpty()) {
      return "flux " + name + ": skipped, no cases found";
    }
    Score score = run.apply(cases.get());
    score.failures().forEach(System.out::println);
    return score.line();
  }

  /** The suites that this program runs, by the name of their file. */
  static Map<String, Function<Map<String, @Nullable Object>, @Nullable Object>> suites() {
    Map<String, Function<Map<String, @Nullable Object>, @Nullable Object>> suites =
        new LinkedHashMap<>();
    suites.put("envsubst", new EnvsubstSuite()::answer);
    suites.put("substitute", new SubstituteSuite()::answer);
    suites.put("imagepolicy", new ImagePolicySuite()::answer);
    suites.put("setters", new SettersSuite()::answer);
    suites.put("sourceignore", new SourceIgnoreSuite()::answer);
    suites.put("gitrefs", new GitRefsSuite()::answer);
    suites.put("kstatus", new KstatusSuite()::answer);
    suites.put("inventory", new InventorySuite()::answer);
    suites.put("values", new ValuesSuite()::answer);
    suites.put("receivers", new ReceiversSuite()::answer);
    suites.put("alerts", new AlertsSuite()::answer);
    return suites;
  }
}
