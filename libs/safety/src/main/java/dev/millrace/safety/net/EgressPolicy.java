package dev.millrace.safety.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where requests to addresses that users gave may go (SECURITY-CASES.md row 46). What only the node
 * itself should reach is refused: loopback, link-local with its metadata services, the metadata
 * services of clouds elsewhere, multicast, and what the operator adds. The answer is about IP
 * addresses, so names that change their meaning do not help anybody.
 */
public final class EgressPolicy {
  private static final List<AddressRange> REFUSED =
      Stream.of(
              "0.0.0.0/8",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "224.0.0.0/4",
              "240.0.0.0/4",
              // The metadata services of Azure and Alibaba.
              "168.63.129.16",
              "100.100.100.200",
              "::/128",
              "::1/128",
              "fe80::/10",
              "ff00::/8",
              // The metadata service of AWS.
              "fd00:ec2::/32")
          .map(AddressRange::parse)
          .toList();

  private static final AddressRange TRANSLATED = AddressRange.parse("64:ff9b::/96");

  private static final EgressPolicy OPEN = of(List.of("0.0.0.0/0", "::/0"), List.of());

  private final List<AddressRange> allowed;
  private final List<AddressRange> refused;

  private EgressPolicy(List<AddressRange> allowed, List<AddressRange> refused) {
    this.allowed = allowed;
    this.refused = refused;
  }

  /**
   * The policy with an operator's changes.
   *
   * @param allowed ranges that are open although they are refused else
   * @param refused further ranges that are refused
   * @throws IllegalArgumentException when a text is no range
   */
  public static EgressPolicy of(List<String> allowed, List<String> refused) {
    return new EgressPolicy(ranges(allowed), ranges(refused));
  }

  private static List<AddressRange> ranges(List<String> texts) {
    return texts.stream()
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(AddressRange::parse)
        .toList();
  }

  /** Nothing is refused, and no name is looked up to find out. */
  public static EgressPolicy open() {
    return OPEN;
  }

  /**
   * Checks where a request would go. The name of its host is looked up as it is for the connection
   * right afterwards, from the same short-lived memory of this process.
   *
   * @param proxies what the request would go through; a proxy looks names up itself, so that only
   *     targets that are addresses can be judged
   * @throws ForbiddenTarget if one of the addresses of its host is refused
   * @throws UnknownHostException if its host has none
   */
  public void requireAllowed(URI target, EnvironmentProxies proxies) throws IOException {
    if (this == OPEN) {
      return;
    }
    String host = String.valueOf(target.getHost());
    if (!allowsAll(addresses(host, proxies.forTarget(target).isPresent()))) {
      throw new ForbiddenTarget(host);
    }
  }

  private static List<InetAddress> addresses(String host, boolean isProxied)
      throws UnknownHostException {
    if (!isProxied || host.equalsIgnoreCase("localhost")) {
      return List.of(InetAddress.getAllByName(host));
    }
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }

  /** Whether all addresses of a host may be connected to. */
  public boolean allowsAll(List<InetAddress> addresses) {
    return addresses.stream().allMatch(this::allows);
  }

  /** Whether an address may be connected to. */
  public boolean allows(InetAddress address) {
    InetAddress real = unwrapped(address);
    if (isIn(refused, real)) {
      return false;
    }
    return isIn(allowed, real) || !isIn(REFUSED, real);
  }

  /** The IPv4 address that an IPv6 address of a translation prefix stands for. */
  private static InetAddress unwrapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4 || !TRANSLATED.contains(address)) {
      return address;
    }
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
