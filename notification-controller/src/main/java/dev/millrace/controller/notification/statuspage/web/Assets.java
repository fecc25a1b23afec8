package dev.millrace.controller.notification.statuspage.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that pages refer to; they are part of the program. */
final class Assets {
  private Assets() {}

  static Reply.Asset style() {
    return asset("page.css", "text/css; charset=utf-8");
  }

  static Reply.Asset script() {
    return asset("page.js", "text/javascript; charset=utf-8");
  }

  static Reply.Asset icon() {
    return asset("icon.svg", "image/svg+xml");
  }

  private static Reply.Asset asset(String name, String contentType) {
    try (InputStream file = Assets.class.getResourceAsStream("/statuspage/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the program has no file statuspage/" + name);
      }
      return new Reply.Asset(contentType, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
