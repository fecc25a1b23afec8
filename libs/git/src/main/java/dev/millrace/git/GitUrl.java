package dev.millrace.git;

import dev.millrace.safety.Sensitive;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import dev.millrace.safety.net.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a remote repository: {@code http}, {@code https} or {@code ssh}, nothing else.
 * Credentials that stand in it are kept apart, so its text can be shown.
 */
public final class GitUrl {
  private static final Pattern SHORT_FORM =
      Pattern.compile("([A-Za-z0-9_.-]+@[A-Za-z0-9.-]+):/*([^/].*)");
  private static final Set<String> SCHEMES = Set.of("http", "https", "ssh");

  private final URI withoutUser;
  private final @Nullable String user;
  private final @Nullable Sensitive<String> password;

  private GitUrl(URI withoutUser, @Nullable String user, @Nullable Sensitive<String> password) {
    this.withoutUser = withoutUser;
    this.user = user;
    this.password = password;
  }

  /**
   * Reads a URL.
   *
   * @throws GitException with reason {@link GitException.Reason#INVALID_URL}
   */
  public static GitUrl parse(String text) throws GitException {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      // The text may hold a password, so neither it nor the parser's message is repeated.
      throw invalid("the repository URL can't be parsed");
    }
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw invalid(
          "the repository URL has the scheme '%s'; use http, https or ssh".formatted(scheme));
    }
    requireUsableHost(uri.getHost());
    return split(scheme, uri);
  }

  private static GitUrl split(String scheme, URI uri) throws GitException {
    try {
      var withoutUser =
          new URI(scheme, null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
      var userInfo = uri.getUserInfo();
      if (userInfo == null) {
        return new GitUrl(withoutUser, null, null);
      }
      int colon = userInfo.indexOf(':');
      return colon < 0
          ? new GitUrl(withoutUser, userInfo, null)
          : new GitUrl(
              withoutUser,
              userInfo.substring(0, colon),
              Sensitive.of(userInfo.substring(colon + 1)));
    } catch (URISyntaxException e) {
      throw invalid("the repository URL can't be parsed");
    }
  }

  /** A host that looks like an option could become one in a program that is started with it. */
  private static void requireUsableHost(@Nullable String host) throws GitException {
    if (host == null || host.startsWith("-")) {
      throw invalid("the repository URL has no usable host");
    }
  }

  private static GitException invalid(String message) {
    return new GitException(GitException.Reason.INVALID_URL, message);
  }

  /** Whether the repository is reached over SSH. */
  public boolean isSsh() {
    return scheme().equals("ssh");
  }

  /** {@code http}, {@code https} or {@code ssh}. */
  public String scheme() {
    return withoutUser.getScheme();
  }

  /** The host's name or address. */
  public String host() {
    return withoutUser.getHost();
  }

  /** The port, or -1 where the URL names none. */
  public int port() {
    return withoutUser.getPort();
  }

  /** The path, which starts with a slash, or is empty. */
  public String path() {
    return withoutUser.getPath();
  }

  /** The user named in the URL, or null. */
  public @Nullable String user() {
    return user;
  }

  /** The password that stands in the URL, or null. */
  public @Nullable Sensitive<String> password() {
    return password;
  }

  /** Where credentials for this URL may be sent. */
  public Origin origin() {
    return Origin.of(withoutUser);
  }

  /** The URL without user and password. */
  public URI toUri() {
    return withoutUser;
  }

  /**
   * Resolves the URL of a submodule, which may be relative to this one, or in the short form {@code
   * user@host:path} for SSH.
   */
  public GitUrl resolve(String other) throws GitException {
    if (!other.startsWith("./") && !other.startsWith("../")) {
      var shortForm = SHORT_FORM.matcher(other);
      return shortForm.matches()
          ? parse("ssh://%s/%s".formatted(shortForm.group(1), shortForm.group(2)))
          : parse(other);
    }
    try {
      var path = TreePaths.resolve("", (path() + "/" + other).substring(1));
      var resolved = new URI(scheme(), null, host(), port(), "/" + path, null, null);
      return new GitUrl(resolved, user, password);
    } catch (UnsafePath | URISyntaxException e) {
      throw invalid("the submodule URL '%s' leads out of its server".formatted(other));
    }
  }

  /** The URL without user and password; safe to show. */
  @Override
  public String toString() {
    return withoutUser.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GitUrl that
        && withoutUser.equals(that.withoutUser)
        && Objects.equals(user, that.user)
        && Objects.equals(password, that.password);
  }

  @Override
  public int hashCode() {
    return withoutUser.hashCode();
  }
}
