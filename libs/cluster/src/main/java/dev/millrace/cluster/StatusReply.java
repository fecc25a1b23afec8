package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.object.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Status} object with which an API server refuses a request. */
final class StatusReply {

  private StatusReply() {}

  static ApiFailure failure(int code, byte[] body) {
    return failure(code, Json.readObject(body).orElse(Map.of()));
  }

  static ApiFailure failure(int code, Map<String, @Nullable Object> status) {
    String message = Tree.string(status, "message");
    return ApiFailure.answered(
        code,
        Tree.string(status, "reason"),
        message.isEmpty() ? "the API server answered with status " + code : message,
        causes(status),
        retryAfter(status));
  }

  private static List<ApiFailure.Cause> causes(Map<String, @Nullable Object> status) {
    return Tree.list(status, "details", "causes").stream()
        .map(
            cause ->
                new ApiFailure.Cause(
                    Tree.string(cause, "reason"),
                    Tree.string(cause, "field"),
                    Tree.string(cause, "message")))
        .toList();
  }

  private static Optional<Duration> retryAfter(Map<String, @Nullable Object> status) {
    return Tree.get(status, "details", "retryAfterSeconds") instanceof Long seconds
        ? Optional.of(Duration.ofSeconds(seconds))
        : Optional.empty();
  }
}
