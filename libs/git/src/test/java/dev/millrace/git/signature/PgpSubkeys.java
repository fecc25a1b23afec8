package dev.millrace.git.signature;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.stream.StreamSupport;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/** Does with subkeys what gpg refuses to do. */
final class PgpSubkeys {
  private PgpSubkeys() {}

  /** Signs with the first subkey of a private ring, whatever it is for. */
  static String signWithSubkey(String privateRing, byte[] message, Clock clock) throws Exception {
    var ring = new PGPSecretKeyRing(decoded(privateRing), new BcKeyFingerprintCalculator());
    var key =
        StreamSupport.stream(ring.spliterator(), false)
            .filter(each -> !each.isMasterKey())
            .findFirst()
            .orElseThrow();
    var decryptor =
        new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(new char[0]);
    var generator =
        new PGPSignatureGenerator(
            new BcPGPContentSignerBuilder(
                key.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
            key.getPublicKey());
    generator.init(PGPSignature.BINARY_DOCUMENT, key.extractPrivateKey(decryptor));
    var details = new PGPSignatureSubpacketGenerator();
    details.setSignatureCreationTime(false, Date.from(clock.instant()));
    details.setIssuerFingerprint(false, key.getPublicKey());
    generator.setHashedSubpackets(details.generate());
    generator.update(message);
    return armored(generator.generate().getEncoded());
  }

  /** A ring with the subkey of another one. */
  static String withSubkeyOf(String other, String ring) throws Exception {
    var subkey =
        StreamSupport.stream(ring(other).spliterator(), false)
            .filter(each -> !each.isMasterKey())
            .findFirst()
            .orElseThrow();
    return armored(PGPPublicKeyRing.insertPublicKey(ring(ring), subkey).getEncoded());
  }

  private static PGPPublicKeyRing ring(String armored) throws Exception {
    return new PGPPublicKeyRing(decoded(armored), new BcKeyFingerprintCalculator());
  }

  private static InputStream decoded(String armored) throws Exception {
    return PGPUtil.getDecoderStream(
        new ByteArrayInputStream(armored.getBytes(StandardCharsets.UTF_8)));
  }

  private static String armored(byte[] packets) throws Exception {
    var out = new ByteArrayOutputStream();
    try (var armor = ArmoredOutputStream.builder().build(out)) {
      armor.write(packets);
    }
    return out.toString(StandardCharsets.US_ASCII);
  }
}
