package dev.millrace.access.token;

import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.PemKey;
import dev.millrace.yaml.GoJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/** JSON Web Tokens that we sign ourselves. */
public final class SignedClaims {
  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

  private SignedClaims() {}

  /**
   * Signs claims with an RSA key.
   *
   * @param key in PEM
   * @param name of the key in messages
   */
  public static String rs256(Map<String, Object> claims, Sensitive<String> key, String name)
      throws TokenException {
    String content = encode(HEADER) + "." + encode(GoJson.write(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(PemKey.parse(key));
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException | IOException e) {
      throw new TokenException("'%s' is no RSA private key in PEM".formatted(name), e);
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
