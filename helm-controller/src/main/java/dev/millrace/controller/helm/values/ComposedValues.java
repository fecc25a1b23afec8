package dev.millrace.controller.helm.values;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.release.Release;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of a release, and what of them came from Secrets.
 *
 * @param values not copied, because they may be large
 * @param fromSecrets the texts that Secrets brought, those that others replaced among them
 * @param fromElsewhere the texts of ConfigMaps and inline values; only filled where a Secret
 *     brought any
 */
public record ComposedValues(
    Map<String, Object> values, Set<String> fromSecrets, Set<String> fromElsewhere) {
  private static final int SHORTEST = 4;
  private static final int LARGEST_PORT = 65_535;
  private static final Set<String> WORDS = Set.of("true", "false", "null", "none");

  /** Copies the texts. */
  public ComposedValues {
    fromSecrets = Set.copyOf(fromSecrets);
    fromElsewhere = Set.copyOf(fromElsewhere);
  }

  /**
   * The texts that must not be shown: those of Secrets, but for what is known without them and what
   * tells nothing, such as the number of a port.
   *
   * @param chart whose defaults everybody knows
   * @param names of the release and what belongs to it
   */
  public Set<String> hidden(Chart chart, Collection<String> names) {
    if (fromSecrets.isEmpty()) {
      return Set.of();
    }
    Set<String> known = new HashSet<>(fromElsewhere);
    known.addAll(new ValueTexts().addDefaults(chart).all());
    known.addAll(names);
    known.add(chart.metadata().name());
    known.add(chart.metadata().version());
    return fromSecrets.stream()
        .filter(text -> !known.contains(text) && tells(text))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What a revision was made of, some of it from Secrets: which of its values did is not recorded,
   * so that all count as secret that are not among the inline ones.
   *
   * @param inline the values of the spec
   */
  public static ComposedValues ofRecord(Release release, @Nullable Object inline) {
    return new ComposedValues(
        release.config(),
        new ValueTexts().add(release.config()).all(),
        new ValueTexts().add(inline).all());
  }

  private static boolean tells(String text) {
    String stripped = text.strip();
    return stripped.length() >= SHORTEST && !WORDS.contains(stripped) && !isPort(stripped);
  }

  private static boolean isPort(String text) {
    return text.length() <= 5
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(text) <= LARGEST_PORT;
  }
}
