package dev.millrace.gotemplate.sprig;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a URL as Go's net/url splits them.
 *
 * @param scheme the scheme in lower case
 * @param opaque what stands in place of host and path in URLs such as {@code mailto:a@b}
 * @param userInfo the escaped user and password, or null where there is none
 * @param host the host, perhaps with a port
 * @param path the path with its escapes resolved
 * @param query the query as it was written
 * @param fragment the fragment with its escapes resolved
 */
record GoUrl(
    String scheme,
    String opaque,
    @Nullable String userInfo,
    String host,
    String path,
    String query,
    String fragment) {

  /** The host without port and brackets. */
  String hostname() {
    int colon = host.lastIndexOf(':');
    String name =
        colon >= 0 && UrlParser.isPort(host.substring(colon)) ? host.substring(0, colon) : host;
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  /** The URL as a text. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    if (!scheme.isEmpty()) {
      text.append(scheme).append(':');
    }
    if (opaque.isEmpty()) {
      appendAuthority(text);
      appendPath(text);
    } else {
      text.append(opaque);
    }
    if (!query.isEmpty()) {
      text.append('?').append(query);
    }
    if (!fragment.isEmpty()) {
      text.append('#').append(UrlPart.FRAGMENT.escape(fragment));
    }
    return text.toString();
  }

  private void appendAuthority(StringBuilder text) {
    boolean hasAuthority = !host.isEmpty() || userInfo != null;
    if (hasAuthority || (!scheme.isEmpty() && !path.isEmpty())) {
      text.append("//");
    }
    if (userInfo != null) {
      text.append(userInfo).append('@');
    }
    text.append(UrlPart.HOST.escape(host));
  }

  private void appendPath(StringBuilder text) {
    String escaped = path.equals("*") ? path : UrlPart.PATH.escape(path);
    if (!escaped.isEmpty() && escaped.charAt(0) != '/' && !host.isEmpty()) {
      text.append('/');
    }
    if (text.isEmpty()) {
      int slash = escaped.indexOf('/');
      String first = slash < 0 ? escaped : escaped.substring(0, slash);
      // A colon there would make the segment look like a scheme.
      text.append(first.indexOf(':') >= 0 ? "./" : "");
    }
    text.append(escaped);
  }
}
