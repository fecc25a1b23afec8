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
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.DSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.DSAParameterGenerationParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;

/** Makes key pairs. */
public final class KeyGenerator {
  private static final BigInteger EXPONENT = BigInteger.valueOf(65537);
  private static final int CERTAINTY = 100;

  private final SecureRandom random;

  /** Makes keys out of the given randomness. */
  public KeyGenerator(SecureRandom random) {
    this.random = random;
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
    return generate(
        new RSAKeyPairGenerator(),
        new RSAKeyGenerationParameters(EXPONENT, random, bits, CERTAINTY));
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
