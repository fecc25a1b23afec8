package dev.millrace.gotemplate.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds random primes for RSA keys. A stretch of odd numbers after a random start is sieved, so
 * that the costly test runs on few of them; it is that of Miller and Rabin with as many random
 * bases as BoringSSL and Go use for numbers that nobody chose.
 */
final class PrimeSearch {
  /** Beyond this, a sieve costs more than the tests that it saves. */
  private static final int SIEVE_BOUND = 1 << 18;

  /** Twice a small prime and a piece of this length are together less than 2^62. */
  private static final int LIMB_BITS = 43;

  private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;

  /** Odd numbers in a stretch, for each bit: it has no prime once in billions of times. */
  private static final int STRETCH_PER_BIT = 8;

  private static final int[] SMALL_PRIMES = oddPrimesBelow(SIEVE_BOUND);

  /** 2^63 divided by each small prime. */
  private static final long[] RECIPROCALS =
      Arrays.stream(SMALL_PRIMES).mapToLong(prime -> Long.MAX_VALUE / prime).toArray();

  private final SecureRandom random;

  PrimeSearch(SecureRandom random) {
    this.random = random;
  }

  /**
   * A prime whose two highest bits are set, so that the product of two has all its bits.
   *
   * @param exponent the prime less one has no factor in common with this prime number
   */
  BigInteger prime(int bits, BigInteger exponent) {
    while (true) {
      BigInteger start = new BigInteger(bits, random).setBit(bits - 1).setBit(bits - 2).setBit(0);
      int length = bits * STRETCH_PER_BIT;
      BitSet composite = sieve(start, length);
      for (int i = composite.nextClearBit(0); i < length; i = composite.nextClearBit(i + 1)) {
        BigInteger candidate = start.add(BigInteger.valueOf(2L * i));
        if (fits(candidate, bits, exponent) && isPrime(candidate)) {
          return candidate;
        }
      }
    }
  }

  private static boolean fits(BigInteger candidate, int bits, BigInteger exponent) {
    return candidate.bitLength() == bits && !candidate.mod(exponent).equals(BigInteger.ONE);
  }

  /** Marks at index i the number start + 2i if a small prime divides it. */
  private static BitSet sieve(BigInteger start, int length) {
    BitSet composite = new BitSet(length);
    int[] remainders = remainders(start);
    for (int k = 0; k < SMALL_PRIMES.length; k++) {
      int prime = SMALL_PRIMES[k];
      // start + 2i is divisible where 2i = -remainder modulo the odd prime
      int distance = remainders[k] == 0 ? 0 : prime - remainders[k];
      int first = (distance & 1) == 0 ? distance / 2 : (distance + prime) / 2;
      for (int i = first; i < length; i += prime) {
        composite.set(i);
      }
    }
    return composite;
  }

  /**
   * The remainders by all small primes, piece by piece. Multiplying by reciprocals is much faster
   * than dividing; a quotient may be too small by one, which the last step mends.
   */
  private static int[] remainders(BigInteger number) {
    int count = SMALL_PRIMES.length;
    long[] partial = new long[count];
    for (int shift = number.bitLength() / LIMB_BITS; shift >= 0; shift--) {
      long limb = number.shiftRight(LIMB_BITS * shift).longValue() & LIMB_MASK;
      for (int k = 0; k < count; k++) {
        long value = partial[k] << LIMB_BITS | limb;
        partial[k] = value - Math.multiplyHigh(value << 1, RECIPROCALS[k]) * SMALL_PRIMES[k];
      }
    }
    int[] remainders = new int[count];
    for (int k = 0; k < count; k++) {
      int prime = SMALL_PRIMES[k];
      remainders[k] = (int) (partial[k] < prime ? partial[k] : partial[k] - prime);
    }
    return remainders;
  }

  /** How many bases prove as much as the length of a key from such primes promises. */
  private static int rounds(int bits) {
    return bits >= 1345 ? 4 : bits >= 476 ? 5 : 34;
  }

  private boolean isPrime(BigInteger candidate) {
    BigInteger less = candidate.subtract(BigInteger.ONE);
    int twos = less.getLowestSetBit();
    BigInteger odd = less.shiftRight(twos);
    int rounds = rounds(candidate.bitLength());
    for (int i = 0; i < rounds; i++) {
      if (isWitness(base(less), candidate, odd, twos)) {
        return false;
      }
    }
    return true;
  }

  /** From 2 to the number less two. */
  private BigInteger base(BigInteger less) {
    while (true) {
      BigInteger base = new BigInteger(less.bitLength(), random);
      if (base.compareTo(BigInteger.ONE) > 0 && base.compareTo(less) < 0) {
        return base;
      }
    }
  }

  /** Whether the base proves that the number, which is odd * 2^twos + 1, is composite. */
  private static boolean isWitness(BigInteger base, BigInteger number, BigInteger odd, int twos) {
    BigInteger less = number.subtract(BigInteger.ONE);
    BigInteger power = base.modPow(odd, number);
    if (power.equals(BigInteger.ONE) || power.equals(less)) {
      return false;
    }
    for (int i = 1; i < twos; i++) {
      power = power.multiply(power).mod(number);
      if (power.equals(less)) {
        return false;
      }
    }
    return true;
  }

  private static int[] oddPrimesBelow(int bound) {
    BitSet composite = new BitSet(bound);
    int[] primes = new int[bound / 2];
    int count = 0;
    for (int i = 3; i < bound; i += 2) {
      if (!composite.get(i)) {
        primes[count++] = i;
        for (long multiple = (long) i * i; multiple < bound; multiple += 2L * i) {
          composite.set((int) multiple);
        }
      }
    }
    return Arrays.copyOf(primes, count);
  }
}
