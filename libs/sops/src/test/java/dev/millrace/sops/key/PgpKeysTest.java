package dev.millrace.sops.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.safety.Sensitive;
import dev.millrace.sops.metadata.MasterKey;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PgpKeysTest {
  private static final PGPSecretKey OWN = key(null);
  private static final PGPSecretKey OTHER = key(null);

  @Test
  void readsTheMessageWhateverFingerprintTheFileNames() throws Exception {
    PgpKeys keys = PgpKeys.parse(Sensitive.of(armored(OWN)));
    var key = new MasterKey.Pgp("0123", message(OWN.getPublicKey(), true));
    assertThat(keys.unwrap(key).reveal()).asString().isEqualTo("data key");
  }

  @Test
  void saysThatNoKeyFits() throws Exception {
    PgpKeys keys = PgpKeys.parse(Sensitive.of(OTHER.getEncoded()));
    var key = new MasterKey.Pgp("0123", message(OWN.getPublicKey(), true));
    assertThatExceptionOfType(KeyUnavailable.class)
        .isThrownBy(() -> keys.unwrap(key))
        .withMessageContaining("none of the OpenPGP keys");
  }

  @Test
  void refusesMessagesWithoutIntegrityProtection() throws Exception {
    PgpKeys keys = PgpKeys.parse(Sensitive.of(armored(OWN)));
    var key = new MasterKey.Pgp("0123", message(OWN.getPublicKey(), false));
    assertThatExceptionOfType(KeyUnavailable.class).isThrownBy(() -> keys.unwrap(key));
  }

  @Test
  void refusesKeysWithPassphraseAndOtherText() throws Exception {
    for (byte[] bad :
        new byte[][] {armored(key("secret")), "no key".getBytes(StandardCharsets.UTF_8)}) {
      assertThatExceptionOfType(InvalidKey.class)
          .isThrownBy(() -> PgpKeys.parse(Sensitive.of(bad)));
    }
  }

  private static PGPSecretKey key(@Nullable String passphrase) {
    try {
      RSAKeyPairGenerator rsa = new RSAKeyPairGenerator();
      rsa.init(
          new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), 2048, 80));
      var pair =
          new BcPGPKeyPair(
              4, PublicKeyAlgorithmTags.RSA_GENERAL, rsa.generateKeyPair(), new Date(0));
      var sha1 = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
      return new PGPSecretKey(
          PGPSignature.DEFAULT_CERTIFICATION,
          pair,
          "test",
          sha1,
          null,
          null,
          new BcPGPContentSignerBuilder(
              PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA256),
          passphrase == null
              ? null
              : new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256, sha1)
                  .build(passphrase.toCharArray()));
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] armored(PGPSecretKey key) throws Exception {
    var out = new ByteArrayOutputStream();
    try (OutputStream armor = ArmoredOutputStream.builder().build(out)) {
      key.encode(armor);
    }
    return out.toByteArray();
  }

  private static String message(PGPPublicKey key, boolean integrity) throws Exception {
    byte[] plain = "data key".getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    var encryption =
        new PGPEncryptedDataGenerator(
            new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithIntegrityPacket(integrity));
    encryption.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key));
    try (OutputStream armor = ArmoredOutputStream.builder().build(out);
        OutputStream encrypted = encryption.open(armor, new byte[512]);
        OutputStream literal =
            new PGPLiteralDataGenerator()
                .open(encrypted, PGPLiteralData.BINARY, "", plain.length, new Date(0))) {
      literal.write(plain);
    }
    return out.toString(StandardCharsets.US_ASCII);
  }
}
