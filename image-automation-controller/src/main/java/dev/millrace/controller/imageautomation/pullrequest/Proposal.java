package dev.millrace.controller.imageautomation.pullrequest;

/**
 * What a pull request proposes.
 *
 * @param source the branch to merge
 * @param target the branch to merge into
 */
public record Proposal(String source, String target, String title, String body) {
  private static final int LONGEST_TITLE = 250;

  /** A proposal whose title is the first line of a commit's message, and its body the rest. */
  public static Proposal of(String source, String target, String message) {
    String[] parts = message.strip().split("\n", 2);
    String title = parts[0].strip();
    return new Proposal(
        source,
        target,
        title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) + "…" : title,
        parts.length > 1 ? parts[1].strip() : "");
  }

  /** The same with a shorter body. */
  Proposal withBodyOf(int characters) {
    return body.length() <= characters
        ? this
        : new Proposal(source, target, title, body.substring(0, characters - 1) + "…");
  }
}
