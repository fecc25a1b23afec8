package dev.millrace.git;

import org.jspecify.annotations.Nullable;

/**
 * A reference and the commit it leads to at one moment.
 *
 * @param wanted what was asked for
 * @param name the full name, such as {@code refs/heads/main}; empty for a commit without branch
 * @param commit 40 hexadecimal digits
 * @param tagObject the id of an annotated tag, or null
 */
public record ResolvedReference(
    GitReference wanted, String name, String commit, @Nullable String tagObject) {
  private static final int PARTS_BEFORE_SHORT_NAME = 3;

  /**
   * The revision as Flux writes it (FLUX.md 1.6): {@code main@sha1:…}, {@code v1.0.0@sha1:…},
   * {@code refs/pull/1/head@sha1:…} or {@code sha1:…}.
   */
  public String revision() {
    var digest = "sha1:" + commit;
    var label = wanted instanceof GitReference.FullName ? name : shortName();
    return label.isEmpty() ? digest : label + "@" + digest;
  }

  /** The name without {@code refs/heads/} and the like. */
  private String shortName() {
    var parts = name.split("/", PARTS_BEFORE_SHORT_NAME);
    return parts.length == PARTS_BEFORE_SHORT_NAME ? parts[2] : "";
  }
}
