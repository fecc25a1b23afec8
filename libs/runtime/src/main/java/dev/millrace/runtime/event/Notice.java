package dev.millrace.runtime.event;

import dev.millrace.runtime.outcome.Severity;
import java.util.Map;

/**
 * Something worth telling about an object.
 *
 * @param reason one CamelCase word
 * @param message for people; never holds secrets
 * @param metadata facts for machines, keys without prefix ({@code revision}); the recorder puts the
 *     API group of the object before them
 */
public record Notice(
    Severity severity, String reason, String message, Map<String, String> metadata) {

  /** The key of a metadata entry that holds a source revision. */
  public static final String REVISION = "revision";

  /** The key of a metadata entry that holds the revision of a source's origin. */
  public static final String ORIGIN_REVISION = "originRevision";

  /** The key of a metadata entry that tells equal events apart (FLUX.md 5.3). */
  public static final String TOKEN = "token";

  /** Copies the metadata. */
  public Notice {
    metadata = Map.copyOf(metadata);
  }

  /** Good or neutral news without metadata. */
  public static Notice info(String reason, String message) {
    return new Notice(Severity.INFO, reason, message, Map.of());
  }

  /** Routine news: stored in the cluster, never sent on. */
  public static Notice trace(String reason, String message) {
    return new Notice(Severity.TRACE, reason, message, Map.of());
  }

  /** Bad news without metadata. */
  public static Notice error(String reason, String message) {
    return new Notice(Severity.ERROR, reason, message, Map.of());
  }

  /** The same news with other metadata. */
  public Notice with(Map<String, String> other) {
    return new Notice(severity, reason, message, other);
  }
}
