package dev.millrace.sops.key;

import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.metadata.MasterKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.bc.BcPGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.jspecify.annotations.Nullable;

/**
 * OpenPGP secret keys without passphrase. The message names the keys it is for; the fingerprint in
 * the file's metadata does not count, as with GnuPG.
 */
public final class PgpKeys implements KeySource {
  private static final int MAX_DATA_KEY_BYTES = 4_096;
  private static final int MAX_KEYS = 1_000;

  private final List<PGPPrivateKey> keys;

  private PgpKeys(List<PGPPrivateKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads exported secret keys, armored or binary, one or several.
   *
   * @throws InvalidKey if it is no such export, or the keys are protected by a passphrase
   */
  public static PgpKeys parse(Sensitive<byte[]> export) throws InvalidKey {
    List<PGPPrivateKey> keys = new ArrayList<>();
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(export.reveal()))) {
      PGPSecretKeyRingCollection rings = new BcPGPSecretKeyRingCollection(in);
      for (PGPSecretKeyRing ring : rings) {
        for (PGPSecretKey key : ring) {
          addTo(keys, key);
        }
      }
    } catch (IOException | PGPException | RuntimeException e) {
      throw new InvalidKey("it is no export of OpenPGP secret keys without passphrase");
    }
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new InvalidKey("it holds no OpenPGP secret key, or more than " + MAX_KEYS);
    }
    return new PgpKeys(keys);
  }

  private static void addTo(List<PGPPrivateKey> keys, PGPSecretKey key) throws PGPException {
    if (!key.isPrivateKeyEmpty()) {
      var noPassphrase =
          new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
              .build(new char[0]);
      keys.add(key.extractPrivateKey(noPassphrase));
    }
  }

  @Override
  public boolean handles(MasterKey key) {
    return key instanceof MasterKey.Pgp;
  }

  @Override
  public Sensitive<byte[]> unwrap(MasterKey key) throws KeyUnavailable {
    byte[] message = key.wrapped().getBytes(StandardCharsets.UTF_8);
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(message))) {
      PGPEncryptedDataList encrypted = encryptedData(new BcPGPObjectFactory(in));
      for (PGPEncryptedData part : encrypted) {
        if (part instanceof PGPPublicKeyEncryptedData forKey) {
          PGPPrivateKey fitting = fitting(forKey.getKeyIdentifier().getKeyId());
          if (fitting != null) {
            return open(forKey, fitting);
          }
        }
      }
    } catch (IOException | PGPException | RuntimeException e) {
      throw new KeyUnavailable("the OpenPGP message is damaged or not readable with this key");
    }
    throw new KeyUnavailable("none of the OpenPGP keys at hand fits");
  }

  private static PGPEncryptedDataList encryptedData(BcPGPObjectFactory packets)
      throws IOException, PGPException {
    for (Object packet = packets.nextObject(); packet != null; packet = packets.nextObject()) {
      if (packet instanceof PGPEncryptedDataList list) {
        return list;
      }
    }
    throw new PGPException("no encrypted data");
  }

  /** A key by its number; the number 0 hides for whom a message is, so the only key is tried. */
  private @Nullable PGPPrivateKey fitting(long keyId) {
    if (keyId == 0 && keys.size() == 1) {
      return keys.getFirst();
    }
    return keys.stream().filter(key -> key.getKeyID() == keyId).findFirst().orElse(null);
  }

  private static Sensitive<byte[]> open(PGPPublicKeyEncryptedData encrypted, PGPPrivateKey key)
      throws IOException, PGPException {
    try (InputStream in = encrypted.getDataStream(new BcPublicKeyDataDecryptorFactory(key))) {
      byte[] plain = literal(new BcPGPObjectFactory(in));
      if (!encrypted.isIntegrityProtected()) {
        throw new PGPException("not integrity protected");
      }
      if (!encrypted.verify()) {
        throw new PGPException("changed");
      }
      return Sensitive.of(plain);
    }
  }

  private static byte[] literal(BcPGPObjectFactory packets) throws IOException, PGPException {
    for (Object packet = packets.nextObject(); packet != null; packet = packets.nextObject()) {
      switch (packet) {
        case PGPCompressedData compressed -> {
          return literal(new BcPGPObjectFactory(compressed.getDataStream()));
        }
        case PGPLiteralData data -> {
          return BoundedReads.readAll(data.getInputStream(), "data key", MAX_DATA_KEY_BYTES);
        }
        default -> {}
      }
    }
    throw new PGPException("no content");
  }
}
