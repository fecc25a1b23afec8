package dev.millrace.safety;

import java.io.IOException;

/** A path from outside that leads, or could lead, out of the folder it must stay in. */
public final class UnsafePath extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the error; {@code reason} completes the sentence "path 'x' …". */
  public UnsafePath(String path, String reason) {
    super("path '" + printable(path) + "' " + reason);
  }

  private static String printable(String path) {
    var text = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      text.append(Character.isISOControl(c) ? '?' : c);
    }
    return text.toString();
  }
}
