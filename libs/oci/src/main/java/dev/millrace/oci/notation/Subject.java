package dev.millrace.oci.notation;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/**
 * A distinguished name (RFC 4514) with at least country, state and organization.
 *
 * @param attributes by upper-case name
 */
record Subject(Map<String, String> attributes) {
  private static final String PREFIX = "x509.subject:";
  private static final List<String> REQUIRED = List.of("C", "ST", "O");

  /** Makes sure that an identity of a policy can be used. */
  static void requireReadable(String identity) {
    if (!identity.equals(Statement.ALL)) {
      ofIdentity(identity);
    }
  }

  private static Subject ofIdentity(String identity) {
    if (!identity.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "the identity '%s' does not begin with '%s'".formatted(identity, PREFIX));
    }
    return parse(identity.substring(PREFIX.length()).strip());
  }

  static Subject parse(String name) {
    var attributes = new LinkedHashMap<String, String>();
    try {
      for (var rdn : new LdapName(name).getRdns()) {
        var type = rdn.getType().toUpperCase(Locale.ROOT);
        boolean isPlain = rdn.size() == 1 && rdn.getValue() instanceof String;
        var key = type.equals("S") ? "ST" : type;
        if (!isPlain || attributes.put(key, rdn.getValue().toString()) != null) {
          throw new IllegalArgumentException(
              "the name '%s' has a repeated or unusual part".formatted(name));
        }
      }
    } catch (InvalidNameException e) {
      throw new IllegalArgumentException("'%s' is no distinguished name".formatted(name), e);
    }
    if (!attributes.keySet().containsAll(REQUIRED)) {
      throw new IllegalArgumentException("the name '%s' lacks C, ST or O".formatted(name));
    }
    return new Subject(attributes);
  }

  /** Whether an identity of a policy allows the subject of a certificate. */
  static boolean isAllowed(X509Certificate certificate, List<String> identities) {
    if (identities.contains(Statement.ALL)) {
      return true;
    }
    try {
      var found = parse(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
      return identities.stream()
          .map(Subject::ofIdentity)
          .anyMatch(
              wanted -> found.attributes().entrySet().containsAll(wanted.attributes().entrySet()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
