package dev.millrace.sops.cipher;

import dev.millrace.safety.Sensitive;
import dev.millrace.sops.SopsException;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Decrypts single values with the data key of a file: AES-256-GCM with vectors of any length. */
public final class ValueCipher {
  private static final int TAG_BYTES = 16;

  private final SecretKeySpec key;
  private final Cipher cipher;

  /**
   * Creates the cipher.
   *
   * @throws SopsException of kind KEY if the data key has a length that AES has not
   */
  public ValueCipher(Sensitive<byte[]> dataKey) {
    byte[] bytes = dataKey.reveal();
    if (bytes.length != 32 && bytes.length != 24 && bytes.length != 16) {
      throw new SopsException(
          SopsException.Kind.KEY,
          "the data key has " + bytes.length + " bytes, but AES-256 needs 32");
    }
    this.key = new SecretKeySpec(bytes, "AES");
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  /**
   * Decrypts one value; empty text stands for itself.
   *
   * @param additionalData what the value is bound to: its path, or the time of the file
   * @throws SopsException of kind VALUE; its message does not name the place
   */
  public Value decrypt(String text, String additionalData) {
    if (text.isEmpty()) {
      return Text.of("");
    }
    EncryptedValue encrypted =
        EncryptedValue.parse(text)
            .orElseThrow(() -> invalid("it is not of the form ENC[AES256_GCM,…]"));
    return typed(encrypted.type(), open(encrypted, additionalData));
  }

  private byte[] open(EncryptedValue encrypted, String additionalData) {
    byte[] data = part(encrypted.data(), "data");
    byte[] iv = part(encrypted.iv(), "iv");
    byte[] tag = part(encrypted.tag(), "tag");
    if (tag.length != TAG_BYTES || iv.length == 0) {
      throw invalid("its tag or vector has a wrong length");
    }
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, iv));
      cipher.updateAAD(additionalData.getBytes(StandardCharsets.UTF_8));
      cipher.update(data);
      return cipher.doFinal(tag);
    } catch (AEADBadTagException e) {
      throw invalid("it was changed or moved after the encryption");
    } catch (GeneralSecurityException e) {
      throw invalid("AES-GCM refuses it");
    }
  }

  private static byte[] part(String text, String name) {
    return EncryptedValue.decode(text)
        .orElseThrow(() -> invalid("its part '" + name + "' is not base64"));
  }

  private static Value typed(String type, byte[] plain) {
    String text = new String(plain, StandardCharsets.UTF_8);
    try {
      return switch (type) {
        case "str" -> Text.of(plain);
        case "int", "int64" -> new Value.Whole(Long.parseLong(text));
        case "float" -> new Value.Real(real(text));
        case "bool" -> new Value.Truth(truth(text));
        case "time" -> new Value.Moment(OffsetDateTime.parse(text));
        case "comment" -> new Value.Comment(text, false);
        default -> throw invalid("its type is none of str, int, float, bool, time and comment");
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw invalid("it does not hold what its type says");
    }
  }

  private static double real(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "+inf", "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      case "0", "f", "F", "FALSE", "false", "False" -> false;
      default -> throw new NumberFormatException();
    };
  }

  private static SopsException invalid(String problem) {
    return new SopsException(SopsException.Kind.VALUE, problem);
  }
}
