package dev.millrace.kustomize.remote;

import com.google.re2j.Pattern;
import java.util.Locale;

/** Tells references to other hosts from paths. */
public final class RemoteReference {
  private static final Pattern WITH_SCHEME = Pattern.compile("^(git::)?[A-Za-z][-A-Za-z0-9+.]*://");
  private static final Pattern WITH_USER = Pattern.compile("^(git::)?[A-Za-z0-9_.-]+@[^/]+[:/].+");
  private static final Pattern GITHUB =
      Pattern.compile("(?i)^(git::)?(www\\.)?github\\.com[:/][^/]+/.+");

  /** The user of SSH is none that could be a token. */
  private static final Pattern LOGIN = Pattern.compile("(https?://|://[^/?#@]*:)[^/?#]*@");

  private RemoteReference() {}

  /** Whether a path of a kustomization leads to another host. */
  public static boolean isRemote(String path) {
    if (path.indexOf(':') < 0
        && path.indexOf('@') < 0
        && !path.toLowerCase(Locale.ROOT).contains("github.com")) {
      return false; // nearly all paths
    }
    return WITH_SCHEME.matcher(path).find()
        || WITH_USER.matcher(path).find()
        || GITHUB.matcher(path).find();
  }

  /** Whether a reference may lead to a single file: it is an address of the web. */
  public static boolean mayBeFile(String reference) {
    String lower = reference.toLowerCase(Locale.ROOT);
    return lower.startsWith("https://") || lower.startsWith("http://");
  }

  /** A reference as it may be shown: without the password or token that may stand in it. */
  public static String shown(String reference) {
    return LOGIN.matcher(reference).replaceFirst("$1***@");
  }
}
