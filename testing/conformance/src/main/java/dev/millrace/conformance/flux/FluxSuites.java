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
  private FluxSuites() {}

  /** Prints the scores of all suites, or of those that are named. */
  public static void main(String[] names) throws IOException {
    for (var suite : suites().entrySet()) {
      if (names.length == 0 || List.of(names).contains(suite.getKey())) {
        System.out.println(line(suite.getKey(), suite.getValue()));
      }
    }
  }

  private static String line(
      String name, Function<Map<String, @Nullable Object>, @Nullable Object> port)
      throws IOException {
    Optional<ObjectCases> cases = ObjectCases.read(name);
    if (cases.isEmpty()) {
      return "flux " + name + ": skipped, no cases found";
    }
    Score score = cases.get().run(port);
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
    suites.put("kstatus", new KstatusSuite()::answer);
    suites.put("inventory", new InventorySuite()::answer);
    suites.put("values", new ValuesSuite()::answer);
    return suites;
  }
}
