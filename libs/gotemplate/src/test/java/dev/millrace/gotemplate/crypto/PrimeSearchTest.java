package dev.millrace.gotemplate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Random;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PrimeSearchTest {
  private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

  private static SecureRandom seeded(long seed) {
    return GeneratorRandom.of(new Random(seed));
  }

  @Test
  void findsPrimesOfTheWantedLength() {
    for (int bits : new int[] {24, 64, 127, 256, 512, 1_024}) {
      for (int seed = 0; seed < 5; seed++) {
        BigInteger prime = new PrimeSearch(seeded(seed)).prime(bits, EXPONENT);
        assertThat(prime.isProbablePrime(60)).as("%s", prime).isTrue();
        assertThat(prime.bitLength()).isEqualTo(bits);
        assertThat(prime.testBit(bits - 2)).isTrue();
      }
    }
  }

  @Test
  void avoidsPrimesThatDoNotFitTheExponent() {
    BigInteger exponent = BigInteger.valueOf(3);
    var search = new PrimeSearch(seeded(1));
    for (int i = 0; i < 50; i++) {
      assertThat(search.prime(64, exponent).mod(exponent)).isEqualTo(BigInteger.TWO);
    }
  }

  @Test
  void dependsOnNothingButTheRandomness() {
    assertThat(new PrimeSearch(seeded(7)).prime(256, EXPONENT))
        .isEqualTo(new PrimeSearch(seeded(7)).prime(256, EXPONENT))
        .isNotEqualTo(new PrimeSearch(seeded(8)).prime(256, EXPONENT));
  }

  @RepeatedTest(3)
  void makesKeysWhosePartsBelongTogether() {
    KeyPair pair = new KeyGenerator(new SecureRandom()).rsa(2_048);
    var key = (RSAPrivateCrtKeyParameters) pair.privateKey();
    BigInteger message = BigInteger.valueOf(123_456_789);
    BigInteger encrypted = message.modPow(key.getPublicExponent(), key.getModulus());
    assertThat(key.getModulus().bitLength()).isEqualTo(2_048);
    assertThat(key.getModulus()).isEqualTo(key.getP().multiply(key.getQ()));
    assertThat(key.getP()).isGreaterThan(key.getQ());
    assertThat(encrypted.modPow(key.getExponent(), key.getModulus())).isEqualTo(message);
    assertThat(key.getDP()).isEqualTo(key.getExponent().mod(key.getP().subtract(BigInteger.ONE)));
    assertThat(key.getDQ()).isEqualTo(key.getExponent().mod(key.getQ().subtract(BigInteger.ONE)));
    assertThat(key.getQInv().multiply(key.getQ()).mod(key.getP())).isEqualTo(BigInteger.ONE);
  }
}
