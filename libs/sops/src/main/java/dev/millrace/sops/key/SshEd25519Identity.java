package dev.millrace.sops.key;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * An SSH key of type ed25519 as an age identity: the stanza {@code ssh-ed25519}. The signing key
 * serves as X25519 key, its shares tweaked by the public key.
 */
final class SshEd25519Identity implements RecipientStanzaReader {
  private static final String STANZA = "ssh-ed25519";
  private static final byte[] LABEL =
      "age-encryption.org/v1/ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 32;
  private static final int TAG_BYTES = 4;

  private final byte[] scalar;
  private final byte[] publicShare;
  private final byte[] sshPublicKey;

  private SshEd25519Identity(byte[] scalar, byte[] publicShare, byte[] sshPublicKey) {
    this.scalar = scalar;
    this.publicShare = publicShare;
    this.sshPublicKey = sshPublicKey;
  }

  static SshEd25519Identity parse(String pem) throws InvalidKey {
    try {
      String body = pem.lines().filter(line -> !line.startsWith("-")).reduce("", String::concat);
      var parsed = OpenSSHPrivateKeyUtil.parsePrivateKeyBlob(Base64.getDecoder().decode(body));
      if (parsed instanceof Ed25519PrivateKeyParameters key) {
        return of(key);
      }
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      // Reported without the cause, which may quote the key.
    }
    throw new InvalidKey("the SSH key is not of type ed25519, is damaged, or has a passphrase");
  }

  private static SshEd25519Identity of(Ed25519PrivateKeyParameters key)
      throws GeneralSecurityException, IOException {
    byte[] hash = MessageDigest.getInstance("SHA-512").digest(key.getEncoded());
    byte[] scalar = Arrays.copyOf(hash, KEY_BYTES);
    byte[] share = new byte[KEY_BYTES];
    X25519.scalarMultBase(scalar, 0, share, 0);
    byte[] wireForm = OpenSSHPublicKeyUtil.encodePublicKey(key.generatePublicKey());
    return new SshEd25519Identity(scalar, share, wireForm);
  }

  @Override
  public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
    String tag = tag();
    for (RecipientStanza stanza : stanzas) {
      if (stanza.getType().equals(STANZA)
          && stanza.getArguments().size() == 2
          && stanza.getArguments().getFirst().equals(tag)) {
        return open(stanza);
      }
    }
    throw new UnsupportedRecipientStanzaException("no stanza for this identity");
  }

  private String tag() throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(sshPublicKey);
    return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
  }

  private FileKey open(RecipientStanza stanza) throws GeneralSecurityException {
    byte[] ephemeral = Base64.getDecoder().decode(stanza.getArguments().get(1));
    if (ephemeral.length != KEY_BYTES) {
      throw new UnsupportedRecipientStanzaException("the stanza has a wrong length");
    }
    byte[] tweak = FileKeyBox.hkdf(new byte[0], sshPublicKey, LABEL, KEY_BYTES);
    byte[] shared = multiply(tweak, multiply(scalar, ephemeral));
    byte[] salt = Arrays.copyOf(ephemeral, 2 * KEY_BYTES);
    System.arraycopy(publicShare, 0, salt, KEY_BYTES, KEY_BYTES);
    byte[] key = FileKeyBox.hkdf(shared, salt, LABEL, KEY_BYTES);
    return FileKeyBox.open(key, new byte[12], stanza.getBody());
  }

  private static byte[] multiply(byte[] scalar, byte[] point) throws GeneralSecurityException {
    byte[] product = new byte[KEY_BYTES];
    if (!X25519.calculateAgreement(scalar, 0, point, 0, product, 0)) {
      throw new UnsupportedRecipientStanzaException("the stanza holds a point of low order");
    }
    return product;
  }
}
