package dev.millrace.controller.notification.statuspage.viewer;

/** The viewer's token is not known, or not known any more. */
public final class TokenRefused extends RuntimeException {
  private TokenRefused(String message) {
    super(message);
  }

  /** The API server answered 401. */
  static TokenRefused byApiServer() {
    return new TokenRefused("the API server does not accept this token");
  }

  /** The token is forgotten: the viewer has to bring it again. */
  public static TokenRefused sessionIsOver() {
    return new TokenRefused("the session is over");
  }
}
