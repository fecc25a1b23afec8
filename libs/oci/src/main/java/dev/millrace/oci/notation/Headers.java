package dev.millrace.oci.notation;

import dev.millrace.oci.signature.Untrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an envelope says under its signature.
 *
 * @param critical names that must be understood
 * @param scheme whose time counts
 * @param authenticTime when a signing authority signed; null in the other scheme
 * @param expiry after which the signature is not to be used; null for never
 */
record Headers(
    SignatureAlgorithm algorithm,
    String contentType,
    List<String> critical,
    String scheme,
    @Nullable Instant authenticTime,
    @Nullable Instant expiry) {
  static final String SCHEME = "io.cncf.notary.signingScheme";
  static final String EXPIRY = "io.cncf.notary.expiry";
  static final String AUTHENTIC_TIME = "io.cncf.notary.authenticSigningTime";
  static final String X509 = "notary.x509";
  static final String AUTHORITY = "notary.x509.signingAuthority";

  private static final String PAYLOAD = "application/vnd.cncf.notary.payload.v1+json";
  private static final Set<String> UNDERSTOOD = Set.of(SCHEME, EXPIRY, AUTHENTIC_TIME);

  Headers {
    critical = List.copyOf(critical);
  }

  /** Makes sure that all is said that has to be, and nothing that we would have to know. */
  void requireUnderstood() throws Untrusted {
    if (!contentType.equals(PAYLOAD)) {
      throw new Untrusted("its content is of another type: '%s'".formatted(contentType));
    }
    if (!scheme.equals(X509) && !scheme.equals(AUTHORITY)) {
      throw new Untrusted("its signing scheme '%s' is not known".formatted(scheme));
    }
    if (scheme.equals(X509) && authenticTime != null) {
      // Only an authority's time counts: a signer could choose one at which an old certificate was
      // valid.
      throw new Untrusted("it names a time that only signing authorities may name");
    }
    var needed = new ArrayList<>(List.of(SCHEME));
    if (expiry != null) {
      needed.add(EXPIRY);
    }
    if (scheme.equals(AUTHORITY)) {
      needed.add(AUTHENTIC_TIME);
    }
    boolean timeIsGiven = scheme.equals(X509) || authenticTime != null;
    if (!timeIsGiven || !critical.containsAll(needed)) {
      throw new Untrusted("it does not mark %s as critical".formatted(needed));
    }
    if (!UNDERSTOOD.containsAll(critical)) {
      throw new Untrusted("it demands what is not supported: " + critical);
    }
  }
}
