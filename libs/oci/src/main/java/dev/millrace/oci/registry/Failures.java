package dev.millrace.oci.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.net.Deadline.DeadlinePassed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Turns what the JDK throws and registries answer into errors for users. */
final class Failures {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_ERROR_BYTES = 64 * 1024;
  private static final int LONGEST_DETAIL = 300;
  private static final Set<Integer> MAY_SAY_WHEN = Set.of(429, 503);

  private Failures() {}

  /** Explains an answer that is no success. */
  static RegistryException refused(Answer answer) {
    int status = answer.status();
    var reason =
        switch (status) {
          case 401, 403 -> Reason.AUTHENTICATION;
          case 404 -> Reason.NOT_FOUND;
          case 429 -> Reason.TOO_MANY_REQUESTS;
          default -> Reason.OTHER;
        };
    return new RegistryException(
        reason,
        "%s: status %d%s".formatted(answer.call(), status, detail(answer)),
        MAY_SAY_WHEN.contains(status) ? RetryAfter.in(answer.headers()) : Optional.empty());
  }

  /** What the registry says about the error, as far as it is in the usual form. */
  private static String detail(Answer answer) {
    try {
      var error = JSON.readTree(answer.read(MAX_ERROR_BYTES)).path("errors").path(0);
      var code = error.path("code").asText("");
      var message = error.path("message").asText("");
      var text = message.isEmpty() ? code : code + ": " + message;
      return text.isEmpty() ? "" : " " + shortened(printable(text));
    } catch (IOException | RuntimeException e) {
      return "";
    }
  }

  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "…" : text;
  }

  /** Explains why a request got no usable answer. */
  static RegistryException failed(Call call, Exception failure) {
    for (var cause : causes(failure)) {
      switch (cause) {
        case RegistryException known -> {
          return known;
        }
        case LimitExceeded e -> {
          return new RegistryException(Reason.LIMIT, message(e), failure);
        }
        case DeadlinePassed e -> {
          return new RegistryException(Reason.TIMEOUT, call + ": " + message(e), failure);
        }
        case HttpTimeoutException _ -> {
          return new RegistryException(Reason.TIMEOUT, call + ": no answer in time", failure);
        }
        case SSLException e -> {
          var text = "%s: x509: the certificate can't be verified: %s".formatted(call, message(e));
          return new RegistryException(Reason.UNTRUSTED_SERVER, text, failure);
        }
        case UnknownHostException _, UnresolvedAddressException _ -> {
          return new RegistryException(Reason.OTHER, call + ": no such host", failure);
        }
        case ConnectException _ -> {
          return new RegistryException(Reason.OTHER, call + ": connection refused", failure);
        }
        default -> {}
      }
    }
    return new RegistryException(Reason.OTHER, call + ": " + message(failure), failure);
  }

  private static List<Throwable> causes(Throwable failure) {
    var causes = new ArrayList<Throwable>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  private static String message(Throwable failure) {
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : shortened(message);
  }
}
