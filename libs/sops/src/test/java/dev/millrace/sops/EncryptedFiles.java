package dev.millrace.sops;

import dev.millrace.safety.Sensitive;
import dev.millrace.sops.key.DataKeys;
import dev.millrace.sops.key.KeySource;
import dev.millrace.sops.metadata.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes encrypted files for tests, with a data key that a fake source of age keys knows. */
public final class EncryptedFiles {
  /** The time in all files. */
  public static final String TIME = "2026-01-31T10:11:12Z";

  private static final byte[] DATA_KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private EncryptedFiles() {}

  /** Keys that open all files made here. */
  public static DataKeys keys() {
    return new DataKeys(List.of(new FixedSource(DATA_KEY)));
  }

  /** Keys that open them to something else. */
  public static DataKeys wrongKeys() {
    byte[] wrong = DATA_KEY.clone();
    wrong[0]++;
    return new DataKeys(List.of(new FixedSource(wrong)));
  }

  /** A source that unwraps every age key to the same bytes. */
  private record FixedSource(byte[] key) implements KeySource {
    @Override
    public boolean handles(MasterKey masterKey) {
      return masterKey instanceof MasterKey.Age;
    }

    @Override
    public Sensitive<byte[]> unwrap(MasterKey masterKey) {
      return Sensitive.of(key);
    }
  }

  /** An encrypted text value. */
  public static String value(String plain, String... path) {
    return typed("str", plain, path);
  }

  /** An encrypted value of a type. */
  public static String typed(String type, String plain, String... path) {
    return seal(plain, type, String.join(":", path) + ":");
  }

  private static String seal(String plain, String type, String additionalData) {
    byte[] iv = Arrays.copyOf(plain.getBytes(StandardCharsets.UTF_8), 32);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(DATA_KEY, "AES"), new GCMParameterSpec(128, iv));
      cipher.updateAAD(additionalData.getBytes(StandardCharsets.UTF_8));
      byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
      int length = sealed.length - 16;
      return "ENC[AES256_GCM,data:%s,iv:%s,tag:%s,type:%s]"
          .formatted(
              base64(Arrays.copyOf(sealed, length)),
              base64(iv),
              base64(Arrays.copyOfRange(sealed, length, sealed.length)),
              type);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The code for values in this order. */
  public static String mac(String... values) {
    try {
      byte[] all = String.join("", values).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-512").digest(all);
      return seal(HexFormat.of().withUpperCase().formatHex(hash), "str", TIME);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The {@code sops} part of a YAML file over values in this order. */
  public static String yamlMetadata(String... values) {
    return """
        sops:
            age:
                - recipient: age1test
                  enc: wrapped
            lastmodified: "%s"
            mac: %s
            version: 3.13.3
        """
        .formatted(TIME, mac(values));
  }

  /** The {@code sops} part of a JSON file over values in this order. */
  public static String jsonMetadata(String... values) {
    return """
        "sops": {
          "age": [{"recipient": "age1test", "enc": "wrapped"}],
          "lastmodified": "%s",
          "mac": "%s",
          "version": "3.13.3"
        }"""
        .formatted(TIME, mac(values));
  }

  /** A JSON file of text fields. */
  public static String json(Map<String, String> fields) {
    String content =
        fields.entrySet().stream()
            .map(
                field ->
                    "\"%s\": \"%s\",\n"
                        .formatted(field.getKey(), value(field.getValue(), field.getKey())))
            .collect(Collectors.joining());
    return "{\n" + content + jsonMetadata(fields.values().toArray(String[]::new)) + "\n}\n";
  }
}
