package dev.millrace.controller.imageautomation.tag;

import dev.millrace.yaml.GoJson;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.zip.Adler32;

/**
 * The tags of an image in descending order of their text.
 *
 * @param tags without those that are excluded
 */
public record TagList(List<String> tags) {
  private static final int SHOWN = 10;

  /** Copies the list. */
  public TagList {
    tags = List.copyOf(tags);
  }

  /**
   * A checksum that changes when the list does: Adler-32 of the list as JSON, in decimal digits
   * (FLUX.md 9).
   */
  public String revision() {
    Adler32 checksum = new Adler32();
    checksum.update(GoJson.write(tags).getBytes(StandardCharsets.UTF_8));
    return String.valueOf(checksum.getValue());
  }

  /** The first tags in descending order of their text, for people. */
  public List<String> latest() {
    return tags.stream().sorted(Comparator.reverseOrder()).limit(SHOWN).toList();
  }
}
