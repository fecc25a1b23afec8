package dev.millrace.gotemplate.crypto;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.random.RandomGenerator;

/** A source of randomness that was injected, in the form that cryptographic libraries ask for. */
public final class GeneratorRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private GeneratorRandom(SecureRandomSpi source) {
    super(source, null);
  }

  /** The generator itself if it is cryptographic, otherwise a wrapper around it. */
  public static SecureRandom of(RandomGenerator generator) {
    return generator instanceof SecureRandom secure
        ? secure
        : new GeneratorRandom(new Source(generator));
  }

  private static final class Source extends SecureRandomSpi {
    private static final long serialVersionUID = 1L;

    private final transient RandomGenerator generator;

    Source(RandomGenerator generator) {
      this.generator = generator;
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      // The injected generator decides alone.
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      generator.nextBytes(bytes);
    }

    @Override
    protected byte[] engineGenerateSeed(int count) {
      byte[] seed = new byte[count];
      generator.nextBytes(seed);
      return seed;
    }
  }
}
