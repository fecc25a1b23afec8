package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.format.Quoting;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Splits URLs with the rules and refusals of Go's net/url. */
final class UrlParser {
  private static final String USER_CHARACTERS = "-._:~!$&'()*+,;=%@";

  private String scheme = "";
  private String opaque = "";
  private @Nullable String userInfo;
  private String host = "";
  private String path = "";
  private String query = "";

  private UrlParser() {}

  /**
   * Parses a URL.
   *
   * @throws UrlSyntaxException with Go's message
   */
  static GoUrl parse(String text) throws UrlSyntaxException {
    int hash = text.indexOf('#');
    String before = hash < 0 ? text : text.substring(0, hash);
    var parser = new UrlParser();
    try {
      parser.parseBeforeFragment(before);
    } catch (UrlSyntaxException e) {
      throw problem(before, e);
    }
    try {
      String fragment = hash < 0 ? "" : UrlPart.FRAGMENT.unescape(text.substring(hash + 1));
      return parser.result(fragment);
    } catch (UrlSyntaxException e) {
      throw problem(text, e);
    }
  }

  private static UrlSyntaxException problem(String text, UrlSyntaxException cause) {
    return new UrlSyntaxException("parse " + Quoting.quote(text) + ": " + cause.getMessage());
  }

  private GoUrl result(String fragment) {
    return new GoUrl(scheme, opaque, userInfo, host, path, query, fragment);
  }

  private void parseBeforeFragment(String text) throws UrlSyntaxException {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new UrlSyntaxException("net/url: invalid control character in URL");
    }
    if (text.equals("*")) {
      path = text;
      return;
    }
    String rest = splitQuery(splitScheme(text));
    if (!rest.startsWith("/")) {
      if (!scheme.isEmpty()) {
        opaque = rest;
        return;
      }
      checkFirstSegment(rest);
    }
    boolean hasAuthority = rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"));
    if (hasAuthority) {
      int slash = rest.indexOf('/', 2);
      parseAuthority(slash < 0 ? rest.substring(2) : rest.substring(2, slash));
      rest = slash < 0 ? "" : rest.substring(slash);
    }
    path = UrlPart.PATH.unescape(rest);
  }

  /** Takes the scheme off the beginning, if there is one. */
  private String splitScheme(String text) throws UrlSyntaxException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (c == ':') {
        if (i == 0) {
          throw new UrlSyntaxException("missing protocol scheme");
        }
        scheme = text.substring(0, i).toLowerCase(Locale.ROOT);
        return text.substring(i + 1);
      }
      if (!letter && (!other || i == 0)) {
        return text;
      }
    }
    return text;
  }

  private String splitQuery(String text) {
    int mark = text.indexOf('?');
    if (mark < 0) {
      return text;
    }
    query = text.substring(mark + 1);
    return text.substring(0, mark);
  }

  private static void checkFirstSegment(String rest) throws UrlSyntaxException {
    int slash = rest.indexOf('/');
    String segment = slash < 0 ? rest : rest.substring(0, slash);
    if (segment.indexOf(':') >= 0) {
      throw new UrlSyntaxException("first path segment in URL cannot contain colon");
    }
  }

  private void parseAuthority(String authority) throws UrlSyntaxException {
    int at = authority.lastIndexOf('@');
    host = parseHost(authority.substring(at + 1));
    if (at < 0) {
      return;
    }
    String user = authority.substring(0, at);
    if (!user.chars().allMatch(UrlParser::isUserCharacter)) {
      throw new UrlSyntaxException("net/url: invalid userinfo");
    }
    int colon = user.indexOf(':');
    String name = UrlPart.USER.unescape(colon < 0 ? user : user.substring(0, colon));
    userInfo = UrlPart.USER.escape(name);
    if (colon >= 0) {
      String password = UrlPart.USER.unescape(user.substring(colon + 1));
      userInfo += ":" + UrlPart.USER.escape(password);
    }
  }

  private static boolean isUserCharacter(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || USER_CHARACTERS.indexOf(c) >= 0;
  }

  private String parseHost(String text) throws UrlSyntaxException {
    int bracket = text.lastIndexOf('[');
    if (bracket > 0) {
      throw new UrlSyntaxException("invalid IP-literal");
    }
    if (bracket == 0) {
      return parseLiteral(text);
    }
    int colon = text.indexOf(':');
    if (colon >= 0) {
      boolean strict = scheme.equals("http") || scheme.equals("https");
      checkPort(text.substring(strict ? colon : text.lastIndexOf(':')));
    }
    return UrlPart.HOST.unescape(text);
  }

  /** An IPv6 address in brackets, perhaps with a zone. */
  private static String parseLiteral(String text) throws UrlSyntaxException {
    int close = text.lastIndexOf(']');
    if (close < 0) {
      throw new UrlSyntaxException("missing ']' in host");
    }
    String port = text.substring(close + 1);
    checkPort(port);
    String inner = text.substring(1, close);
    int zone = inner.indexOf("%25");
    String address = UrlPart.HOST.unescape(zone < 0 ? inner : inner.substring(0, zone));
    checkAddress(address);
    String zoneName = zone < 0 ? "" : UrlPart.ZONE.unescape(inner.substring(zone));
    return "[" + address + zoneName + "]" + port;
  }

  private static void checkAddress(String address) throws UrlSyntaxException {
    if (address.indexOf(':') < 0 || !isAddress(address)) {
      throw new UrlSyntaxException(
          isAddress(address)
              ? "invalid IP-literal"
              : "invalid host: ParseAddr(" + Quoting.quote(address) + "): unable to parse IP");
    }
  }

  /** Whether the text is an IPv4 or IPv6 address. */
  static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void checkPort(String port) throws UrlSyntaxException {
    if (!isPort(port)) {
      throw new UrlSyntaxException("invalid port " + Quoting.quote(port) + " after host");
    }
  }

  /** Whether the text is a colon and digits, or nothing. */
  static boolean isPort(String text) {
    return text.isEmpty()
        || (text.charAt(0) == ':' && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9'));
  }
}
