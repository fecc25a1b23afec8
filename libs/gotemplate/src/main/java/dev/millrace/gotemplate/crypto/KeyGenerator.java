package dev.millrace.gotemplate.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.KeyGenerationParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.DSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.DSAParametersGenerator;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.DSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.DSAParameterGenerationParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;

/** Makes key pairs. */
public final class KeyGenerator {
  private static final BigInteger EXPONENT = BigInteger.valueOf(65537);
  private static final int CERTAINTY = 100;

  /** Primes whose difference is this many bits shorter than they are would be too easy to find. */
  private static final int RSA_PRIMES_SHARE = 100;

  /** A modulus that was made here needs no proof that it is composite, which costs a lot. */
  private static final boolean SOUND = true;

  private final SecureRandom random;
  private final PrimeSearch primes;

  /** Makes keys out of the given randomness. */
  public KeyGenerator(SecureRandom random) {
    this.random = random;
    this.primes = new PrimeSearch(random);
  }

  /**
   * A new private key in PEM.
   *
   * @param type rsa (also for an empty text), dsa, ecdsa or ed25519
   * @throws CryptoFailure for another type
   */
  public String privateKey(String type) throws CryptoFailure {
    return switch (type) {
      case "", "rsa" -> rsa(4096).pem();
      case "dsa" -> dsa().pem();
      case "ecdsa" -> elliptic().pem();
      case "ed25519" ->
          generate(new Ed25519KeyPairGenerator(), new Ed25519KeyGenerationParameters(random)).pem();
      default -> throw new CryptoFailure("Unknown type " + type);
    };
  }

  KeyPair rsa(int bits) {
    while (true) {
      BigInteger p = primes.prime(bits / 2, EXPONENT);
      BigInteger q = primes.prime(bits - bits / 2, EXPONENT);
      if (p.subtract(q).abs().bitLength() > bits / 2 - RSA_PRIMES_SHARE) {
        return rsa(p.max(q), p.min(q));
      }
    }
  }

  private static KeyPair rsa(BigInteger p, BigInteger q) {
    BigInteger n = p.multiply(q);
    BigInteger pLess = p.subtract(BigInteger.ONE);
    BigInteger qLess = q.subtract(BigInteger.ONE);
    BigInteger d = EXPONENT.modInverse(pLess.multiply(qLess).divide(pLess.gcd(qLess)));
    return new KeyPair(
        new RSAPrivateCrtKeyParameters(
            n, EXPONENT, d, p, q, d.mod(pLess), d.mod(qLess), q.modInverse(p), SOUND),
        new RSAKeyParameters(false, n, EXPONENT, SOUND));
  }

  private KeyPair elliptic() {
    var name = SECObjectIdentifiers.secp256r1;
    var curve = new ECNamedDomainParameters(name, ECNamedCurveTable.getByOID(name));
    return generate(new ECKeyPairGenerator(), new ECKeyGenerationParameters(curve, random));
  }

  private KeyPair dsa() {
    var parameters = new DSAParametersGenerator(new SHA256Digest());
    parameters.init(new DSAParameterGenerationParameters(2048, 256, CERTAINTY, random));
    return generate(
        new DSAKeyPairGenerator(),
        new DSAKeyGenerationParameters(random, parameters.generateParameters()));
  }

  private static KeyPair generate(
      AsymmetricCipherKeyPairGenerator generator, KeyGenerationParameters parameters) {
    generator.init(parameters);
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    return new KeyPair(pair.getPrivate(), pair.getPublic());
  }
}
