package dev.millrace.controller.notification.statuspage.web;

import dev.millrace.controller.notification.statuspage.viewer.Sessions;
import dev.millrace.controller.notification.statuspage.viewer.TokenRefused;
import dev.millrace.controller.notification.statuspage.viewer.Viewer;
import dev.millrace.controller.notification.statuspage.viewer.ViewerToken;
import dev.millrace.controller.notification.statuspage.viewer.Viewers;
import java.util.Map;
import java.util.Optional;

/** Finds out who sends a request: by the token it bears, or by the session of its cookie. */
final class Callers {
  private static final String COOKIE = "millrace-session";

  private final Viewers viewers;
  private final Sessions sessions;

  Callers(Viewers viewers, Sessions sessions) {
    this.viewers = viewers;
    this.sessions = sessions;
  }

  /** The caller, if the API server knows them; a token in the request counts more than a cookie. */
  Optional<Caller> of(PageRequest request) {
    String authorization = request.header("Authorization");
    if (!authorization.isEmpty()) {
      return ViewerToken.ofHeader(authorization)
          .flatMap(this::admitted)
          .map(viewer -> new Caller(viewer, Optional.empty()));
    }
    return request
        .cookie(COOKIE)
        .flatMap(id -> sessions.use(id).map(viewer -> new Caller(viewer, Optional.of(id))));
  }

  /** Whether a caller from before is still one: their session goes on. */
  boolean isStillThere(Caller caller) {
    return caller.session().isEmpty() || sessions.use(caller.session().get()).isPresent();
  }

  /**
   * Begins a session for the owner of a token.
   *
   * @return the header that tells the browser; empty if the API server can't be asked
   * @throws TokenRefused if the token has no owner
   */
  Optional<Map<String, String>> login(ViewerToken token, PageRequest request) {
    return viewers
        .admit(token)
        .map(viewer -> Map.of("Set-Cookie", cookie(sessions.open(viewer), "", request)));
  }

  /** Ends the caller's session and returns the header that tells the browser. */
  Map<String, String> logout(Caller caller, PageRequest request) {
    caller.session().ifPresent(sessions::close);
    return Map.of("Set-Cookie", cookie("", "; Max-Age=0", request));
  }

  /** Forgets a caller whom the API server does not know any more. */
  void forget(Caller caller) {
    viewers.forget(caller.viewer());
  }

  private Optional<Viewer> admitted(ViewerToken token) {
    try {
      return viewers.admit(token);
    } catch (TokenRefused _) {
      return Optional.empty();
    }
  }

  private static String cookie(String value, String more, PageRequest request) {
    String secure = request.isOverTls() ? "; Secure" : "";
    return COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure + more;
  }
}
