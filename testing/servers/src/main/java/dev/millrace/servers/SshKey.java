package dev.millrace.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Security;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** An SSH key made for one test. */
public final class SshKey {
  private static final int RSA_BITS = 3072;

  private final KeyPair keys;

  private SshKey(KeyPair keys) {
    this.keys = keys;
  }

  /**
   * Makes a key.
   *
   * @param type such as {@code ssh-ed25519}, {@code ssh-rsa} or {@code ecdsa-sha2-nistp256}
   */
  public static SshKey generate(String type) {
    installProvider();
    try {
      return new SshKey(KeyUtils.generateKeyPair(type, bits(type)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int bits(String type) {
    return switch (type) {
      case "ssh-rsa" -> RSA_BITS;
      case "ecdsa-sha2-nistp384" -> 384;
      case "ecdsa-sha2-nistp521" -> 521;
      default -> 256;
    };
  }

  private static synchronized void installProvider() {
    if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  KeyPair keys() {
    return keys;
  }

  /** The private key in OpenSSH format. */
  public String identity() {
    return written(null);
  }

  /** The private key in OpenSSH format, encrypted. */
  public String identity(String passphrase) {
    OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
    encryption.setCipherName("AES");
    encryption.setCipherType("256");
    encryption.setCipherMode("CTR");
    encryption.setPassword(passphrase);
    return written(encryption);
  }

  /** The public key as it stands in {@code authorized_keys}. */
  public String publicLine() {
    return PublicKeyEntry.toString(keys.getPublic());
  }

  private String written(@Nullable OpenSSHKeyEncryptionContext encryption) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(keys, "test", encryption, out);
      return out.toString(StandardCharsets.US_ASCII);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
