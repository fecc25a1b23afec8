package dev.millrace.controller.notification.provider.git;

import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository is.
 *
 * @param origin scheme, host and port of the service's web side
 * @param host the host without its port
 * @param path the parts of the repository's path, without {@code .git}
 */
record GitAddress(String origin, String host, List<String> path) {
  private static final Pattern SCP = Pattern.compile("(?:[\\w.-]+@)?([\\w.-]+):(?!//)(.*)");

  /**
   * Takes apart the address of a provider: an http, https or ssh URL, or {@code git@host:path}.
   *
   * @throws NotificationFailure when it is anything else
   */
  static GitAddress of(ProviderSettings settings) {
    String address = settings.address().reveal();
    Matcher scp = SCP.matcher(address);
    if (scp.matches()) {
      return new GitAddress("https://" + scp.group(1), scp.group(1), parts(scp.group(2)));
    }
    try {
      URI url = new URI(address);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if (url.getHost() != null && List.of("http", "https", "ssh").contains(scheme)) {
        return of(url, scheme);
      }
    } catch (URISyntaxException _) {
      // The reason of the parser would show the address.
    }
    throw new NotificationFailure(
        "the provider's address is not the address of a repository, such as"
            + " https://example.com/owner/repository");
  }

  private static GitAddress of(URI url, String scheme) {
    boolean ssh = scheme.equals("ssh");
    String port = ssh || url.getPort() < 0 ? "" : ":" + url.getPort();
    String origin = (ssh ? "https" : scheme) + "://" + url.getHost() + port;
    return new GitAddress(origin, url.getHost(), parts(url.getPath()));
  }

  private static List<String> parts(String path) {
    String bare = path.replaceFirst("^/+", "").replaceFirst("\\.git$", "");
    return List.of(bare.split("/", -1));
  }

  /**
   * The parts of the path, which must be so many.
   *
   * @param form what the path should look like, for the message
   */
  List<String> requireParts(int count, String form) {
    if (path.size() != count || path.stream().anyMatch(String::isEmpty)) {
      throw new NotificationFailure(
          "the path of the provider's address must be of the form " + form);
    }
    return path;
  }

  /** The whole path as one text. */
  String project() {
    return String.join("/", path);
  }
}
