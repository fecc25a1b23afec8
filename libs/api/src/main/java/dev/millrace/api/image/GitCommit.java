package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the commits look like.
 *
 * @param messageTemplate a Go template; null for the default message
 * @param signingKey null for unsigned commits
 */
@ApiType
public record GitCommit(
    CommitAuthor author,
    @Nullable String messageTemplate,
    @OmitWhenEmpty Map<String, String> messageTemplateValues,
    @Nullable SigningKey signingKey) {

  /** Commits without an author. */
  public static final GitCommit EMPTY = new GitCommit(CommitAuthor.NONE, null, Map.of(), null);

  public GitCommit {
    author = requireNonNullElse(author, CommitAuthor.NONE);
    messageTemplateValues = Copies.ofMap(messageTemplateValues);
  }
}
