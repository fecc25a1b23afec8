package dev.millrace.controller.imageautomation.policy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.millrace.controller.imageautomation.policy.PolicyException.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * {@code spec.filterTags}: which tags count, and what of them the order looks at. Patterns are RE2
 * and match anywhere in a tag.
 */
public final class TagFilter {
  private final Pattern pattern;
  private final ExtractTemplate template;

  private TagFilter(Pattern pattern, ExtractTemplate template) {
    this.pattern = pattern;
    this.template = template;
  }

  /**
   * Compiles a filter.
   *
   * @param extract a text with {@code $name} or {@code $1}, or empty for the whole tag
   * @throws PolicyException if the pattern is invalid
   */
  public static TagFilter compile(String pattern, String extract) {
    try {
      return new TagFilter(Pattern.compile(pattern), new ExtractTemplate(extract));
    } catch (PatternSyntaxException e) {
      throw new PolicyException(
          Kind.INVALID_POLICY,
          "failed to filter tags: invalid regular expression pattern '%s' in spec.filterTags: %s"
              .formatted(pattern, e.getMessage()),
          e);
    }
  }

  /** From what the order looks at to the tag; of tags that look the same the last one counts. */
  SequencedMap<String, String> apply(List<String> tags) {
    SequencedMap<String, String> filtered = new LinkedHashMap<>();
    for (String tag : tags) {
      Matcher matcher = pattern.matcher(tag);
      if (matcher.find()) {
        filtered.put(template.isEmpty() ? tag : template.expand(matcher), tag);
      }
    }
    return filtered;
  }
}
