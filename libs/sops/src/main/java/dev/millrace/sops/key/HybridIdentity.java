package dev.millrace.sops.key;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.bech32.Bech32;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;

/**
 * An identity that holds against quantum computers: the stanza {@code mlkem768x25519} is HPKE (RFC
 * 9180) in base mode over X-Wing, with HKDF-SHA-256 and ChaCha20-Poly1305.
 */
final class HybridIdentity implements RecipientStanzaReader {
  private static final String STANZA = "mlkem768x25519";
  private static final byte[] INFO = ascii("age-encryption.org/mlkem768x25519");
  private static final int SEED_BYTES = 32;
  private static final int ENCAPSULATION_BYTES = 1120;

  /** HPKE's name for the suite: KEM 0x647a, KDF 1, AEAD 3. */
  private static final byte[] SUITE = {'H', 'P', 'K', 'E', 0x64, 0x7a, 0, 1, 0, 3};

  private final XWingPrivateKeyParameters key;

  private HybridIdentity(XWingPrivateKeyParameters key) {
    this.key = key;
  }

  static HybridIdentity parse(String text) throws InvalidKey {
    byte[] seed = Bech32.getDecoder().decode(text).getData();
    if (seed.length != SEED_BYTES) {
      throw new InvalidKey("a hybrid age identity has a wrong length");
    }
    return new HybridIdentity(new XWingPrivateKeyParameters(seed));
  }

  @Override
  public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
    for (RecipientStanza stanza : stanzas) {
      if (stanza.getType().equals(STANZA) && stanza.getArguments().size() == 1) {
        try {
          return open(stanza);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
          // Meant for another recipient.
        }
      }
    }
    throw new UnsupportedRecipientStanzaException("no stanza for this identity");
  }

  private FileKey open(RecipientStanza stanza) throws GeneralSecurityException {
    byte[] encapsulation = Base64.getDecoder().decode(stanza.getArguments().getFirst());
    if (encapsulation.length != ENCAPSULATION_BYTES) {
      throw new UnsupportedRecipientStanzaException("the stanza has a wrong length");
    }
    byte[] shared = new XWingKEMExtractor(key).extractSecret(encapsulation);
    byte[] context =
        concat(
            new byte[] {0},
            labeledExtract(new byte[0], "psk_id_hash", new byte[0]),
            labeledExtract(new byte[0], "info_hash", INFO));
    byte[] secret = labeledExtract(shared, "secret", new byte[0]);
    return FileKeyBox.open(
        labeledExpand(secret, "key", context, 32),
        labeledExpand(secret, "base_nonce", context, 12),
        stanza.getBody());
  }

  private static byte[] labeledExtract(byte[] salt, String label, byte[] secret)
      throws GeneralSecurityException {
    return FileKeyBox.extract(concat(ascii("HPKE-v1"), SUITE, ascii(label), secret), salt);
  }

  private static byte[] labeledExpand(byte[] key, String label, byte[] info, int bytes)
      throws GeneralSecurityException {
    byte[] length = {(byte) (bytes >>> 8), (byte) bytes};
    return FileKeyBox.expand(
        key, concat(length, ascii("HPKE-v1"), SUITE, ascii(label), info), bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
