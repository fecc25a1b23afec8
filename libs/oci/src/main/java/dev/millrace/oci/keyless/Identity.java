package dev.millrace.oci.keyless;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.millrace.oci.signature.Untrusted;

/**
 * A signer who is accepted.
 *
 * @param issuer pattern of the identity provider's address, found anywhere in it
 * @param subject pattern of what the provider calls the signer, found anywhere in it
 */
public record Identity(Pattern issuer, Pattern subject) {
  /**
   * Reads both patterns in the syntax of RE2.
   *
   * @throws IllegalArgumentException when one is wrong, with the reason for users
   */
  public static Identity of(String issuer, String subject) {
    return new Identity(pattern("issuer", issuer), pattern("subject", subject));
  }

  private static Pattern pattern(String name, String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the %s '%s' is no regular expression: %s".formatted(name, expression, e.getMessage()),
          e);
    }
  }

  boolean matches(SigningCertificate certificate) throws Untrusted {
    var provider = certificate.provider();
    return issuer.matcher(provider).find()
        && certificate.subjects().stream().anyMatch(name -> subject.matcher(name).find());
  }
}
