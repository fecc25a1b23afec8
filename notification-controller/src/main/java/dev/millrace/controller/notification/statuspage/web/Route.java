package dev.millrace.controller.notification.statuspage.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every route of the status page with what it takes to use it; there are no others
 * (SECURITY-CASES.md rows 40 and 51).
 */
enum Route {
  PAGE("GET", "/", Access.VIEWER),
  OBJECT("GET", "/objects/*/*/*", Access.VIEWER),
  LIVE("GET", "/live", Access.VIEWER),
  LOGIN_FORM("GET", "/login", Access.ANYBODY),
  LOGIN("POST", "/login", Access.ANYBODY),
  LOGOUT("POST", "/logout", Access.VIEWER),
  STYLE("GET", "/assets/page.css", Access.ANYBODY),
  SCRIPT("GET", "/assets/page.js", Access.ANYBODY),
  ICON("GET", "/assets/icon.svg", Access.ANYBODY);

  /** Who may use a route. */
  enum Access {
    /** Everybody who reaches the port; the answer is the same for all of them. */
    ANYBODY,
    /** Those whom the API server knows; the answer is what they may see there. */
    VIEWER
  }

  private static final String ANY = "*";

  private final String method;
  private final String pattern;
  private final Access access;

  Route(String method, String pattern, Access access) {
    this.method = method;
    this.pattern = pattern;
    this.access = access;
  }

  /** The route of a request, if there is one. */
  static Optional<Route> of(String method, List<String> segments) {
    return Arrays.stream(values())
        .filter(each -> each.method.equals(method) && each.matches(segments))
        .findFirst();
  }

  String method() {
    return method;
  }

  /** Its path; a star stands for a name. */
  String pattern() {
    return pattern;
  }

  Access access() {
    return access;
  }

  private boolean matches(List<String> segments) {
    List<String> wanted = PageRequest.segments(pattern);
    if (wanted.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).equals(ANY) && !wanted.get(i).equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }
}
