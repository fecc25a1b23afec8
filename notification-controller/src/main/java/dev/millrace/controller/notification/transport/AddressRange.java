package dev.millrace.controller.notification.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of IP addresses in the form {@code address/bits}.
 *
 * @param bits how many leading bits an address has in common with {@code base}
 */
record AddressRange(byte[] base, int bits) {

  /**
   * Reads a range; without bits it is one address.
   *
   * @throws IllegalArgumentException when it is none
   */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      byte[] base = InetAddress.ofLiteral(address).getAddress();
      int all = base.length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException("bits out of range");
      }
      return new AddressRange(base, bits);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is not a range of IP addresses such as 10.0.0.0/8".formatted(text), e);
    }
  }

  /** Whether the address lies in the range. */
  boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != base.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if ((base[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The IPv4 address that an IPv6 address of a translation prefix stands for. */
  static InetAddress unwrapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4 || !parse("64:ff9b::/96").contains(address)) {
      return address;
    }
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
