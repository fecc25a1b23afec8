package dev.millrace.gotemplate.crypto;

import java.security.SecureRandom;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.operator.bc.BcEdECContentSignerBuilder;
import org.bouncycastle.operator.bc.BcRSAContentSignerBuilder;

/** Signatures with the algorithm that Go takes for a key. */
final class Signers {
  private Signers() {}

  static ContentSigner of(KeyPair key, SecureRandom random) throws CryptoFailure {
    try {
      return switch (key.privateKey()) {
        case RSAKeyParameters rsa ->
            new BcRSAContentSignerBuilder(
                    new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE),
                    new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256))
                .setSecureRandom(random)
                .build(rsa);
        case ECPrivateKeyParameters ec -> elliptic(ec, random);
        case Ed25519PrivateKeyParameters ed ->
            new BcEdECContentSignerBuilder(
                    new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519))
                .setSecureRandom(random)
                .build(ed);
        default ->
            throw new CryptoFailure(
                "error creating certificate: x509: certificate private key does not implement"
                    + " crypto.Signer");
      };
    } catch (OperatorCreationException e) {
      throw new CryptoFailure("error creating certificate: the key cannot sign", e);
    }
  }

  private static ContentSigner elliptic(ECPrivateKeyParameters key, SecureRandom random)
      throws OperatorCreationException {
    int bits = key.getParameters().getN().bitLength();
    var signature =
        bits <= 256
            ? X9ObjectIdentifiers.ecdsa_with_SHA256
            : bits <= 384
                ? X9ObjectIdentifiers.ecdsa_with_SHA384
                : X9ObjectIdentifiers.ecdsa_with_SHA512;
    var digest =
        bits <= 256
            ? NISTObjectIdentifiers.id_sha256
            : bits <= 384 ? NISTObjectIdentifiers.id_sha384 : NISTObjectIdentifiers.id_sha512;
    return new BcECContentSignerBuilder(
            new AlgorithmIdentifier(signature), new AlgorithmIdentifier(digest))
        .setSecureRandom(random)
        .build(key);
  }
}
