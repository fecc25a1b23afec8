package dev.millrace.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON web tokens that we sign to prove who we are. */
public final class SignedToken {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
  private static final ObjectMapper JSON = new ObjectMapper();

  private SignedToken() {}

  /** A token signed with RSA and SHA-256. */
  public static Sensitive<String> rs256(
      Map<String, String> header, Map<String, Object> claims, PrivateKey key)
      throws CloudException {
    Map<String, String> full = new LinkedHashMap<>();
    full.put("alg", "RS256");
    full.put("typ", "JWT");
    full.putAll(header);
    String content = part(full) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return Sensitive.of(content + "." + url(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new CloudException("the private key can't sign a token");
    }
  }

  private static String part(Map<String, ?> fields) {
    return url(JSON.valueToTree(fields).toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Reads an RSA key from PEM (PKCS #8).
   *
   * @throws CloudException if the text holds none; the message does not quote it
   */
  public static PrivateKey rsaKey(Sensitive<String> pem) throws CloudException {
    var found = PKCS8.matcher(pem.reveal());
    try {
      if (found.find()) {
        byte[] bytes = Base64.getMimeDecoder().decode(found.group(1));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Reported without the cause, which may quote the key.
    }
    throw new CloudException("there is no RSA private key in PEM (PKCS #8) form");
  }
}
