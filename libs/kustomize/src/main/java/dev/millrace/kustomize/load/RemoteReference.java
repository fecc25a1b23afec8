package dev.millrace.kustomize.load;

import com.google.re2j.Pattern;

/** Tells references to other hosts from paths. */
final class RemoteReference {
  private static final Pattern WITH_SCHEME = Pattern.compile("^(git::)?[A-Za-z][-A-Za-z0-9+.]*://");
  private static final Pattern WITH_USER = Pattern.compile("^(git::)?[A-Za-z0-9_.-]+@[^/]+[:/].+");
  private static final Pattern GITHUB =
      Pattern.compile("(?i)^(git::)?(www\\.)?github\\.com[:/][^/]+/.+");

  private RemoteReference() {}

  static boolean isRemote(String path) {
    return WITH_SCHEME.matcher(path).find()
        || WITH_USER.matcher(path).find()
        || GITHUB.matcher(path).find();
  }
}
