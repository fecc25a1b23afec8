package dev.millrace.controller.notification.statuspage.web;

import java.util.Map;

/** What a request is answered with. */
sealed interface Reply {

  /** A page. */
  record Html(int status, String text, Map<String, String> headers) implements Reply {
    public Html {
      headers = Map.copyOf(headers);
    }

    Html(int status, String text) {
      this(status, text, Map.of());
    }
  }

  /** A style sheet or a script. */
  record Asset(String contentType, String content) implements Reply {}

  /** Another page to go to. */
  record Redirect(String path, Map<String, String> headers) implements Reply {
    public Redirect {
      headers = Map.copyOf(headers);
    }
  }

  /** Events until one of both sides has enough. */
  record Stream(LiveFeed feed) implements Reply {}
}
