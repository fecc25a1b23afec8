package dev.millrace.gotemplate.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Password hashes of bcrypt. */
public final class PasswordHash {
  private static final int COST = 10;
  private static final int SALT_BYTES = 16;
  private static final int MAX_BYTES = 72;

  private PasswordHash() {}

  /**
   * A new hash of the password in the form {@code $2a$10$…}.
   *
   * @throws CryptoFailure when the password is longer than bcrypt takes
   */
  public static String bcrypt(byte[] password, SecureRandom random) throws CryptoFailure {
    if (password.length > MAX_BYTES) {
      throw new CryptoFailure("bcrypt: password length exceeds 72 bytes");
    }
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return OpenBSDBCrypt.generate("2a", password, salt, COST);
  }
}
