package dev.millrace.api.image;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import org.jspecify.annotations.Nullable;

/** The author and committer. */
@ApiType
public record CommitAuthor(String email, @Nullable String name) {

  /** Stands for a required reference that the object does not have. */
  public static final CommitAuthor NONE = new CommitAuthor("", null);

  public CommitAuthor {
    email = requireNonNullElse(email, "");
  }
}
