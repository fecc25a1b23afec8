package dev.millrace.sops.key;

import dev.millrace.sops.SopsException;
import java.util.List;

/**
 * Shamir's secret sharing over bytes, in the field of AES. A share is one byte for each byte of the
 * secret, then the place on the curve that all of them belong to.
 */
final class Shamir {
  private static final int FIELD_POLYNOMIAL = 0x11b;

  private Shamir() {}

  /**
   * The secret of two or more shares. Too few shares of one secret give another, wrong one; that
   * shows when it is used.
   *
   * @throws SopsException of kind KEY if the shares can't belong together
   */
  static byte[] combine(List<byte[]> shares) {
    int length = shares.getFirst().length;
    if (length < 2 || shares.stream().anyMatch(share -> share.length != length)) {
      throw invalid("they differ in length or are too short");
    }
    int[] places = shares.stream().mapToInt(share -> share[length - 1] & 0xff).toArray();
    byte[] secret = new byte[length - 1];
    for (int i = 0; i < places.length; i++) {
      int weight = weight(places, i);
      for (int b = 0; b < secret.length; b++) {
        secret[b] ^= (byte) multiply(shares.get(i)[b] & 0xff, weight);
      }
    }
    return secret;
  }

  /** Lagrange's basis polynomial of one place, at 0. */
  private static int weight(int[] places, int at) {
    int weight = 1;
    for (int j = 0; j < places.length; j++) {
      if (j != at) {
        int distance = places[at] ^ places[j];
        if (distance == 0) {
          throw invalid("two of them are the same share");
        }
        weight = multiply(weight, multiply(places[j], inverse(distance)));
      }
    }
    return weight;
  }

  /** Multiplication without branches that depend on the values. */
  private static int multiply(int a, int b) {
    int product = 0;
    int factor = a;
    for (int bit = 0; bit < 8; bit++) {
      product ^= factor & -((b >>> bit) & 1);
      factor = (factor << 1) ^ (FIELD_POLYNOMIAL & -(factor >>> 7));
    }
    return product;
  }

  /** a to the power of 254. */
  private static int inverse(int a) {
    int power = 1;
    for (int i = 0; i < 254; i++) {
      power = multiply(power, a);
    }
    return power;
  }

  private static SopsException invalid(String problem) {
    return new SopsException(
        SopsException.Kind.KEY, "the parts of the data key don't fit together: " + problem);
  }
}
