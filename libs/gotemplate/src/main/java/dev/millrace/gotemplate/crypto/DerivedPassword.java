package dev.millrace.gotemplate.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/** The Master Password algorithm: passwords for sites, derived from one password. */
public final class DerivedPassword {
  private static final byte[] SCOPE =
      "com.lyndir.masterpassword".getBytes(StandardCharsets.US_ASCII);
  private static final int SCRYPT_COST = 32768;
  private static final int SCRYPT_BLOCK = 8;
  private static final int SCRYPT_PARALLEL = 2;
  private static final int KEY_BYTES = 64;

  private static final String VOWELS = "AEIOU";
  private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ";
  private static final String LETTERS = "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";
  private static final String DIGITS = "0123456789";

  /** The forms that passwords of a type can have; each letter stands for a class of characters. */
  private static final Map<String, List<String>> FORMS =
      Map.of(
          "maximum", List.of("anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"),
          "long", longForms(),
          "medium", List.of("CvcnoCvc", "CvcCvcno"),
          "short", List.of("Cvcn"),
          "basic", List.of("aaanaaan", "aannaaan", "aaannaaa"),
          "pin", List.of("nnnn"));

  private DerivedPassword() {}

  private static List<String> longForms() {
    return List.of(
        ("CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv "
                + "CvccCvcvCvcvno CvcvnoCvccCvcv CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc "
                + "CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv CvccCvccCvcvno "
                + "CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc "
                + "CvccCvcvCvccno")
            .split(" "));
  }

  /**
   * The password of a user for a site.
   *
   * @param counter tells passwords for the same site apart
   * @param type maximum, long, medium, short, basic or pin
   * @throws CryptoFailure for another type
   */
  public static String of(int counter, String type, byte[] password, byte[] user, byte[] site)
      throws CryptoFailure {
    List<String> forms = FORMS.get(type);
    if (forms == null) {
      throw new CryptoFailure("cannot find password template " + type);
    }
    byte[] key =
        SCrypt.generate(
            password,
            scoped(user, new byte[0]),
            SCRYPT_COST,
            SCRYPT_BLOCK,
            SCRYPT_PARALLEL,
            KEY_BYTES);
    byte[] counterBytes = ByteBuffer.allocate(Integer.BYTES).putInt(counter).array();
    byte[] seed = hmac(key, scoped(site, counterBytes));
    String form = forms.get((seed[0] & 0xff) % forms.size());
    var result = new StringBuilder(form.length());
    for (int i = 0; i < form.length(); i++) {
      String characters = characters(form.charAt(i));
      result.append(characters.charAt((seed[i + 1] & 0xff) % characters.length()));
    }
    return result.toString();
  }

  private static byte[] scoped(byte[] name, byte[] suffix) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(SCOPE);
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
    bytes.writeBytes(name);
    bytes.writeBytes(suffix);
    return bytes.toByteArray();
  }

  private static byte[] hmac(byte[] key, byte[] message) throws CryptoFailure {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("HMAC is not available", e);
    }
  }

  private static String characters(char letter) {
    return switch (letter) {
      case 'V' -> VOWELS;
      case 'C' -> CONSONANTS;
      case 'v' -> "aeiou";
      case 'c' -> "bcdfghjklmnpqrstvwxyz";
      case 'A' -> VOWELS + CONSONANTS;
      case 'a' -> LETTERS;
      case 'n' -> DIGITS;
      case 'o' -> "@&%?,=[]_:-+*$#!'^~;()/.";
      default -> LETTERS + DIGITS + "!@#$%^&*()";
    };
  }
}
