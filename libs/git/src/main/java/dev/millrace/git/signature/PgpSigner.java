package dev.millrace.git.signature;

import dev.millrace.git.GitException;
import dev.millrace.safety.Sensitive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;

/** Signs commits with a PGP key ({@code spec.git.commit.signingKey} of type gpg). */
public final class PgpSigner {
  private final PGPPublicKey publicKey;
  private final PGPPrivateKey privateKey;

  private PgpSigner(PGPPublicKey publicKey, PGPPrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /**
   * Reads the first key of an armored key ring that may sign.
   *
   * @param passphrase of an encrypted key, or null
   * @throws GitException when there is none; the message never holds the key
   */
  public static PgpSigner of(Sensitive<String> armored, @Nullable Sensitive<String> passphrase)
      throws GitException {
    var password = passphrase == null ? new char[0] : passphrase.reveal().toCharArray();
    try {
      var text = armored.reveal().getBytes(StandardCharsets.UTF_8);
      var rings =
          new PGPSecretKeyRingCollection(
              PGPUtil.getDecoderStream(new ByteArrayInputStream(text)),
              new BcKeyFingerprintCalculator());
      var secret = signingKey(rings.getKeyRings().next());
      var decryptor =
          new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(password);
      return new PgpSigner(secret.getPublicKey(), secret.extractPrivateKey(decryptor));
    } catch (IOException | PGPException | RuntimeException e) {
      // The library's messages may quote the key, so they are dropped.
      throw new GitException(
          GitException.Reason.INVALID_CREDENTIALS,
          "the PGP key 'git.asc' can't be read; is it an armored private key with the right"
              + " 'passphrase'?");
    }
  }

  /** A subkey for signing goes before the primary key. */
  private static PGPSecretKey signingKey(PGPSecretKeyRing ring) {
    PGPSecretKey found = ring.getSecretKey();
    for (var key : ring) {
      if (!key.isMasterKey() && key.isSigningKey() && maySign(key.getPublicKey())) {
        found = key;
      }
    }
    return found;
  }

  private static boolean maySign(PGPPublicKey key) {
    var signatures = key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
    while (signatures.hasNext()) {
      var hashed = signatures.next().getHashedSubPackets();
      if (hashed != null && (hashed.getKeyFlags() & KeyFlags.SIGN_DATA) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The armored signature of a commit. */
  public String sign(byte[] commit) throws IOException {
    try {
      var generator =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(publicKey.getAlgorithm(), HashAlgorithmTags.SHA512),
              publicKey);
      generator.init(PGPSignature.BINARY_DOCUMENT, privateKey);
      var details = new PGPSignatureSubpacketGenerator();
      details.setIssuerFingerprint(false, publicKey);
      generator.setHashedSubpackets(details.generate());
      generator.update(commit);
      return armored(generator.generate());
    } catch (PGPException e) {
      throw new IOException("the commit can't be signed with the PGP key", e);
    }
  }

  private static String armored(PGPSignature signature) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var armor = ArmoredOutputStream.builder().clearHeaders().build(out)) {
      signature.encode(armor);
    }
    return out.toString(StandardCharsets.US_ASCII);
  }
}
