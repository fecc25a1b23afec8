package dev.millrace.apply.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an API server refused, or what kept it from answering. The message is the server's own; it
 * can quote values of the object that was sent, so it must be masked before it is shown for an
 * object that holds secrets.
 */
public final class ApiFailure extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int NO_ANSWER = 0;
  private static final Pattern IMMUTABLE = Pattern.compile("is\\simmutable|immutable\\sfield");
  private static final String UNKNOWN_KIND = "NoKindMatch";

  private final int status;
  private final String reason;
  private final transient List<Cause> causes;
  private final transient Optional<Duration> retryAfter;

  private ApiFailure(
      int status,
      String reason,
      String message,
      List<Cause> causes,
      Optional<Duration> retryAfter) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.causes = List.copyOf(causes);
    this.retryAfter = retryAfter;
  }

  /**
   * One detail of a refusal.
   *
   * @param type such as {@code FieldValueInvalid}
   * @param field the field; may be empty
   * @param message may quote values
   */
  public record Cause(String type, String field, String message) {}

  /**
   * The server answered with an error.
   *
   * @param status the HTTP status
   * @param reason the reason of the {@code Status} object, such as {@code Invalid}; may be empty
   */
  public static ApiFailure answered(
      int status,
      String reason,
      String message,
      List<Cause> causes,
      Optional<Duration> retryAfter) {
    return new ApiFailure(status, reason, message, causes, retryAfter);
  }

  /** The server answered with an error that has no details. */
  public static ApiFailure answered(int status, String reason, String message) {
    return answered(status, reason, message, List.of(), Optional.empty());
  }

  /** The server does not have such a kind. */
  public static ApiFailure unknownKind(String apiVersion, String kind) {
    return answered(
        NO_ANSWER,
        UNKNOWN_KIND,
        "no matches for kind \"" + kind + "\" in version \"" + apiVersion + "\"");
  }

  /** There was no answer. */
  public static ApiFailure unreachable(String message) {
    return answered(NO_ANSWER, "", message);
  }

  /** The HTTP status; 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** The reason that messages name; empty if the server gave none. */
  public String reason() {
    if (isFieldConflict()) {
      return "FieldManagerConflict";
    }
    return reason.equals(UNKNOWN_KIND) ? "" : reason;
  }

  public List<Cause> causes() {
    return causes;
  }

  /** How long the server asked to wait. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  public boolean isNotFound() {
    return status == 404;
  }

  /** Whether the object is in another state than the request was made for. */
  public boolean isConflict() {
    return status == 409;
  }

  public boolean isForbidden() {
    return status == 403;
  }

  public boolean isUnknownKind() {
    return reason.equals(UNKNOWN_KIND);
  }

  /** Whether another owner has a field that was applied without force. */
  public boolean isFieldConflict() {
    return causes.stream().anyMatch(cause -> cause.type().equals("FieldManagerConflict"));
  }

  /**
   * Whether the object could only be changed by making it anew: the server says that it is in
   * conflict or invalid, or speaks of an immutable field (FLUX.md 3.3).
   */
  public boolean isImmutable() {
    return reason.equals("Conflict")
        || reason.equals("Invalid")
        || IMMUTABLE.matcher(String.valueOf(getMessage())).find();
  }

  /** Whether the same request may succeed soon: no answer, too many requests, or a server error. */
  public boolean isTransient() {
    return (status == NO_ANSWER && !isUnknownKind()) || status == 429 || status >= 500;
  }
}
