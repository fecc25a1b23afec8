package dev.millrace.safety.net;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which targets are reached without the proxies of the environment: what {@code NO_PROXY} lists, in
 * the manner of Go's net/http, and always what only this node can reach.
 *
 * <p>An entry is {@code *}, an IP address, a range of them, or a domain; a domain counts for the
 * hosts below it, and for itself unless it starts with a dot. Addresses and domains may end in a
 * port.
 */
record DirectTargets(List<Entry> entries) {
  private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[^:]*):(\\d+)");
  private static final String LOCALHOST = "localhost";

  /** One entry of the list. */
  private sealed interface Entry {
    boolean covers(Target target);
  }

  private record Everything() implements Entry {
    @Override
    public boolean covers(Target target) {
      return true;
    }
  }

  private record Addresses(AddressRange range, String port) implements Entry {
    @Override
    public boolean covers(Target target) {
      return target.address().filter(range::contains).isPresent() && target.hasPort(port);
    }
  }

  /**
   * @param suffix starts with a dot
   */
  private record Domain(String suffix, boolean itself, String port) implements Entry {
    @Override
    public boolean covers(Target target) {
      boolean below = target.host().endsWith(suffix);
      boolean same = itself && target.host().equals(suffix.substring(1));
      return (below || same) && target.hasPort(port);
    }
  }

  /**
   * @param address when the host is one
   */
  private record Target(String host, Optional<InetAddress> address, String port) {
    static Target of(URI uri) {
      String host = withoutBrackets(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT));
      int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
      return new Target(host, literal(host), String.valueOf(port));
    }

    boolean hasPort(String wanted) {
      return wanted.isEmpty() || wanted.equals(port);
    }

    /** The metadata services of clouds are link-local. */
    boolean isOfThisNode() {
      return host.equals(LOCALHOST)
          || address.filter(a -> a.isLoopbackAddress() || a.isLinkLocalAddress()).isPresent();
    }
  }

  /** Reads the list; what is neither an address nor a range is taken for a domain. */
  static DirectTargets parse(String list) {
    return new DirectTargets(
        Stream.of(list.split(",", -1))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .map(DirectTargets::entry)
            .toList());
  }

  /** Whether no proxy stands between us and the target. */
  boolean cover(URI uri) {
    Target target = Target.of(uri);
    return target.isOfThisNode() || entries.stream().anyMatch(entry -> entry.covers(target));
  }

  /** Whether only this node can reach the target, such as the metadata service of its cloud. */
  static boolean isLinkLocal(URI uri) {
    return Target.of(uri).address().filter(InetAddress::isLinkLocalAddress).isPresent();
  }

  private static Entry entry(String text) {
    if (text.equals("*")) {
      return new Everything();
    }
    Matcher split = WITH_PORT.matcher(text);
    boolean hasPort = split.matches();
    String host = withoutBrackets(hasPort ? split.group(1) : text);
    String port = hasPort ? split.group(2) : "";
    try {
      return new Addresses(AddressRange.parse(host), port);
    } catch (IllegalArgumentException _) {
      return domain(host.startsWith("*.") ? host.substring(1) : host, port);
    }
  }

  private static Domain domain(String name, String port) {
    boolean itself = !name.startsWith(".");
    return new Domain(itself ? "." + name : name, itself, port);
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
