package dev.millrace.sops.key;

import com.exceptionfactory.jagged.FileKey;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The primitives with which age wraps a file key: HKDF-SHA-256 and ChaCha20-Poly1305. */
final class FileKeyBox {
  private static final int FILE_KEY_BYTES = 16;

  private FileKeyBox() {}

  static byte[] hkdf(byte[] secret, byte[] salt, byte[] info, int bytes)
      throws GeneralSecurityException {
    return sha256()
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, bytes));
  }

  static byte[] extract(byte[] secret, byte[] salt) throws GeneralSecurityException {
    return sha256()
        .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).extractOnly());
  }

  static byte[] expand(byte[] key, byte[] info, int bytes) throws GeneralSecurityException {
    return sha256()
        .deriveData(HKDFParameterSpec.expandOnly(new SecretKeySpec(key, "Generic"), info, bytes));
  }

  private static KDF sha256() throws NoSuchAlgorithmException {
    return KDF.getInstance("HKDF-SHA256");
  }

  static FileKey open(byte[] key, byte[] nonce, byte[] body) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
    byte[] plain = cipher.doFinal(body);
    if (plain.length != FILE_KEY_BYTES) {
      throw new InvalidAlgorithmParameterException("the file key has a wrong length");
    }
    return new FileKey(plain);
  }
}
