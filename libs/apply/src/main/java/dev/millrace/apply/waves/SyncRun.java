package dev.millrace.apply.waves;

import dev.millrace.safety.Sha256;
import java.util.Locale;

/**
 * What tells one sync from the next. A sync that is begun anew because its controller died is the
 * same one, so that it finds the hooks that it made.
 *
 * @param revision of the source, such as {@code main@sha1:…}
 * @param id another one for each sync of a revision
 */
public record SyncRun(String revision, String id) {
  /** How much of a revision names hold at most. */
  static final int SHORT = 7;

  /** The beginning of the revision's digest, as names of objects may hold it; never empty. */
  String shortRevision() {
    String digest = revision.substring(revision.lastIndexOf(':') + 1);
    String clean = digest.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-z]", "");
    return clean.isEmpty() ? "0" : clean.substring(0, Math.min(SHORT, clean.length()));
  }

  /** Hexadecimal digits of this sync. */
  String digits(int count) {
    return Sha256.hex(revision + " " + id).substring(0, count);
  }
}
