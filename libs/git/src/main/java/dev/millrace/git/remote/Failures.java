package dev.millrace.git.remote;

import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.store.ObjectFormatGuard.UnsupportedObjectFormat;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.net.Deadline.DeadlinePassed;
import dev.millrace.safety.net.ForbiddenTarget;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.jspecify.annotations.Nullable;

/** Turns what JGit, the SSH library and the JDK throw into the words that users of Flux know. */
final class Failures {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int LONGEST_DETAIL = 400;

  private final String action;
  private final RemoteAccess access;

  /**
   * Failures of one kind of operation.
   *
   * @param action what could not be done, such as {@code clone}
   */
  Failures(String action, RemoteAccess access) {
    this.action = action;
    this.access = access;
  }

  /**
   * Explains a failure.
   *
   * @param httpStatus the last one of the server, or 0
   * @param refusedHostKey why the server's SSH key was refused, or null
   */
  GitException explain(Exception failure, int httpStatus, @Nullable String refusedHostKey) {
    if (failure instanceof GitException known) {
      return known;
    }
    if (refusedHostKey != null) {
      return failed(Reason.UNTRUSTED_SERVER, refusedHostKey, failure);
    }
    for (var cause : causes(failure)) {
      var explained = byType(cause, failure);
      if (explained != null) {
        return explained;
      }
    }
    return byAnswer(failure, httpStatus);
  }

  private @Nullable GitException byType(Throwable cause, Exception failure) {
    return switch (cause) {
      case GitException known -> known;
      case LimitExceeded e -> failed(Reason.LIMIT, message(e), failure);
      case TooLargeObjectInPackException e -> failed(Reason.LIMIT, message(e), failure);
      case TooLargePackException e -> failed(Reason.LIMIT, message(e), failure);
      case DeadlinePassed e -> failed(Reason.TIMEOUT, message(e), failure);
      case HttpTimeoutException _ ->
          failed(
              Reason.TIMEOUT,
              "it took longer than " + access.timeout().toSeconds() + " s",
              failure);
      case ForbiddenTarget e -> failed(Reason.OTHER, message(e), failure);
      case UnsupportedObjectFormat e -> failed(Reason.UNSUPPORTED, message(e), failure);
      case SSLException e ->
          failed(
              Reason.UNTRUSTED_SERVER,
              "x509: the certificate of '%s' can't be verified: %s"
                  .formatted(access.url().host(), message(e)),
              failure);
      case UnknownHostException _, UnresolvedAddressException _ ->
          failed(Reason.OTHER, "no such host: " + access.url().host(), failure);
      case ConnectException _ -> failed(Reason.OTHER, "connection refused", failure);
      case CorruptObjectException e -> failed(Reason.MALFORMED, message(e), failure);
      case MissingObjectException e -> failed(Reason.MALFORMED, message(e), failure);
      default -> null;
    };
  }

  private GitException byAnswer(Exception failure, int httpStatus) {
    var text = message(failure).toLowerCase(Locale.ROOT);
    if (httpStatus == UNAUTHORIZED) {
      return failed(Reason.AUTHENTICATION, "authentication required", failure);
    }
    if (httpStatus == FORBIDDEN) {
      return failed(Reason.AUTHENTICATION, "authorization failed", failure);
    }
    if (text.contains("cannot log in") || text.contains("no more authentication methods")) {
      return failed(
          Reason.AUTHENTICATION,
          "ssh: handshake failed: ssh: unable to authenticate: the server does not accept the key",
          failure);
    }
    boolean missing =
        httpStatus == NOT_FOUND
            || causes(failure).stream().anyMatch(NoRemoteRepositoryException.class::isInstance);
    return missing
        ? failed(Reason.REPOSITORY_NOT_FOUND, "repository not found", failure)
        : failed(Reason.OTHER, message(failure), failure);
  }

  /** The error of this operation with a reason of our own. */
  GitException failed(Reason reason, String detail) {
    return new GitException(reason, text(detail));
  }

  private GitException failed(Reason reason, String detail, Exception cause) {
    return new GitException(reason, text(detail), cause);
  }

  private String text(String detail) {
    var shortened =
        detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
    return "unable to %s '%s': %s".formatted(action, access.url(), shortened);
  }

  /** A failure and what led to it. */
  static List<Throwable> causes(Throwable failure) {
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
    return message == null ? failure.getClass().getSimpleName() : message.strip();
  }
}
