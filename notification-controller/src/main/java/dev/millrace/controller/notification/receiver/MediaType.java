package dev.millrace.controller.notification.receiver;

import com.google.re2j.Pattern;
import java.util.Locale;

/** Reads the header {@code Content-Type}. */
final class MediaType {
  private static final Pattern FORM =
      Pattern.compile("[!#-'*+.^-~\\w-]+(/[!#-'*+.^-~\\w-]+)?\\s*(;.*)?");

  private MediaType() {}

  /** The type without its parameters, in lower case; empty when the header is none. */
  static String of(String header) {
    String text = header.strip();
    if (!FORM.matches(text)) {
      return "";
    }
    int parameters = text.indexOf(';');
    String type = parameters < 0 ? text : text.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether one of the types in the header, up to the first that is none, is JSON. */
  static boolean isJson(String header) {
    for (String each : header.split(",", -1)) {
      String type = of(each);
      if (type.isEmpty()) {
        return false;
      }
      if (type.equals("application/json")) {
        return true;
      }
    }
    return false;
  }
}
