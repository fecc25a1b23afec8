package dev.millrace.oci;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.semver.Constraint;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a tag by a version range and a filter (FLUX.md 2.2).
 *
 * @param range of versions
 * @param filter a regular expression that tags must match somewhere, or null
 * @param underscoreIsPlus whether {@code _} in a tag stands for the {@code +} of a version, which
 *     tags can't hold; so for Helm charts
 */
public record TagSelection(String range, @Nullable String filter, boolean underscoreIsPlus) {

  /** A tag together with the version that it names. */
  private record Candidate(String tag, Version version) {}

  /**
   * The tag of the highest version.
   *
   * @throws RegistryException with reason {@link Reason#NO_MATCH} when there is none
   * @throws IllegalArgumentException when range or filter can't be read
   */
  public String choose(Collection<String> tags) throws RegistryException {
    var constraint = constraint();
    var wanted = filterPattern();
    return tags.stream()
        .filter(tag -> wanted.isEmpty() || wanted.get().matcher(tag).find())
        .flatMap(tag -> candidate(tag).stream())
        .filter(candidate -> constraint.matches(candidate.version))
        .max(Comparator.comparing(Candidate::version).thenComparing(Candidate::tag))
        .map(Candidate::tag)
        .orElseThrow(
            () ->
                new RegistryException(
                    Reason.NO_MATCH, "no match found for semver: %s".formatted(range)));
  }

  private Constraint constraint() {
    try {
      return Constraint.parse(range);
    } catch (InvalidVersion e) {
      throw new IllegalArgumentException(
          "semver '%s' parse error: %s".formatted(range, e.getMessage()), e);
    }
  }

  private Optional<Pattern> filterPattern() {
    try {
      return filter == null || filter.isEmpty()
          ? Optional.empty()
          : Optional.of(Pattern.compile(filter));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "semverFilter is not a regular expression: " + e.getMessage(), e);
    }
  }

  private Optional<Candidate> candidate(String tag) {
    try {
      var text = underscoreIsPlus ? tag.replace('_', '+') : tag;
      return Optional.of(new Candidate(tag, Version.parseTag(text)));
    } catch (InvalidVersion e) {
      return Optional.empty();
    }
  }
}
