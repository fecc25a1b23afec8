package dev.millrace.safety.net;

import java.net.InetAddress;

/**
 * A range of IP addresses in the form {@code address/bits}.
 *
 * @param bits how many leading bits an address has in common with {@code base}
 */
public record AddressRange(byte[] base, int bits) {

  /**
   * Reads a range; without bits it is one address.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static AddressRange parse(String text) {
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
  public boolean contains(InetAddress address) {
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
}
