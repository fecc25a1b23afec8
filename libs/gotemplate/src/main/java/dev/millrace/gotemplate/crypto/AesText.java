package dev.millrace.gotemplate.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256 in CBC mode with a password that is the key itself, cut or filled with zeros. */
public final class AesText {
  private static final int KEY_BYTES = 32;
  private static final int BLOCK = 16;

  private AesText() {}

  /** A random initialization vector followed by the padded text, encrypted. */
  public static byte[] encrypt(byte[] password, byte[] text, SecureRandom random)
      throws CryptoFailure {
    byte[] vector = new byte[BLOCK];
    random.nextBytes(vector);
    int padding = BLOCK - text.length % BLOCK;
    byte[] padded = Arrays.copyOf(text, text.length + padding);
    Arrays.fill(padded, text.length, padded.length, (byte) padding);
    byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, password, vector, padded);
    byte[] result = Arrays.copyOf(vector, BLOCK + encrypted.length);
    System.arraycopy(encrypted, 0, result, BLOCK, encrypted.length);
    return result;
  }

  /**
   * The text that {@link #encrypt} was given.
   *
   * @throws CryptoFailure when the bytes cannot come from it or the password is another one
   */
  public static byte[] decrypt(byte[] password, byte[] encrypted) throws CryptoFailure {
    if (encrypted.length < BLOCK) {
      throw new CryptoFailure(
          "the encrypted text has " + encrypted.length + " bytes, fewer than one block of 16");
    }
    if (encrypted.length == BLOCK || encrypted.length % BLOCK != 0) {
      throw new CryptoFailure("crypto/cipher: input not full blocks");
    }
    byte[] vector = Arrays.copyOf(encrypted, BLOCK);
    byte[] content = Arrays.copyOfRange(encrypted, BLOCK, encrypted.length);
    byte[] padded = cipher(Cipher.DECRYPT_MODE, password, vector, content);
    int padding = padded[padded.length - 1] & 0xff;
    if (padding > padded.length) {
      throw new CryptoFailure("the padding is invalid; the password may be wrong");
    }
    return Arrays.copyOf(padded, padded.length - padding);
  }

  private static byte[] cipher(int mode, byte[] password, byte[] vector, byte[] content)
      throws CryptoFailure {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      byte[] key = Arrays.copyOf(password, KEY_BYTES);
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("AES is not available", e);
    }
  }
}
