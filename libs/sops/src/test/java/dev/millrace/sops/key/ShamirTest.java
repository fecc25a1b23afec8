package dev.millrace.sops.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.sops.SopsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShamirTest {
  @Property(tries = 200)
  void enoughSharesGiveTheSecret(
      @ForAll @Size(min = 1, max = 32) byte[] secret,
      @ForAll @IntRange(min = 2, max = 6) int threshold,
      @ForAll Random random) {
    List<byte[]> shares = new ArrayList<>();
    int[][] polynomials = new int[secret.length][threshold];
    for (int b = 0; b < secret.length; b++) {
      for (int i = 0; i < threshold; i++) {
        polynomials[b][i] = i == 0 ? secret[b] & 0xff : random.nextInt(256);
      }
    }
    for (int x = 1; x <= threshold; x++) {
      byte[] share = new byte[secret.length + 1];
      for (int b = 0; b < secret.length; b++) {
        share[b] = (byte) at(polynomials[b], x);
      }
      share[secret.length] = (byte) x;
      shares.add(share);
    }
    assertThat(Shamir.combine(shares)).isEqualTo(secret);
  }

  private static int at(int[] polynomial, int x) {
    int value = 0;
    for (int i = polynomial.length - 1; i >= 0; i--) {
      value = product(value, x) ^ polynomial[i];
    }
    return value;
  }

  /** Multiplication as it is taught: shift, and subtract the polynomial of the field. */
  private static int product(int a, int b) {
    int product = 0;
    for (int bit = 7; bit >= 0; bit--) {
      product <<= 1;
      if (product > 0xff) {
        product ^= 0x11b;
      }
      if ((b >> bit & 1) == 1) {
        product ^= a;
      }
    }
    return product;
  }

  @Test
  void refusesSharesThatCantBelongTogether() {
    byte[] share = {1, 2, 3};
    for (byte[] other : List.of(new byte[] {1, 2, 3}, new byte[] {1, 2}, new byte[] {1, 2, 3, 4})) {
      assertThatExceptionOfType(SopsException.class)
          .isThrownBy(() -> Shamir.combine(List.of(share, other)))
          .matches(e -> e.kind() == SopsException.Kind.KEY);
    }
  }
}
