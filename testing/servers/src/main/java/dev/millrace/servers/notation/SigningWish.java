package dev.millrace.servers.notation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to sign.
 *
 * @param cose whether in COSE, else in JWS
 * @param scheme {@code notary.x509} or {@code notary.x509.signingAuthority}
 * @param expiry of the signature, or null
 * @param about the digest to sign instead of the right one, or null
 * @param critical headers to be marked so, besides those that have to be
 * @param forged whether the signature is of another key
 * @param contentType of the payload
 * @param ownTime whether the signer claims an authority's time in any scheme
 */
public record SigningWish(
    boolean cose,
    String scheme,
    @Nullable Instant expiry,
    @Nullable String about,
    List<String> critical,
    boolean forged,
    String contentType,
    boolean ownTime) {
  /** A good signature. */
  public static SigningWish in(boolean cose) {
    return new SigningWish(
        cose,
        "notary.x509",
        null,
        null,
        List.of(),
        false,
        "application/vnd.cncf.notary.payload.v1+json",
        false);
  }

  /** The same with an expiry. */
  public SigningWish expiring(Instant at) {
    return new SigningWish(cose, scheme, at, about, critical, forged, contentType, ownTime);
  }

  /** The same about another manifest. */
  public SigningWish about(String digest) {
    return new SigningWish(cose, scheme, expiry, digest, critical, forged, contentType, ownTime);
  }

  /** The same with a header that must be understood. */
  public SigningWish demanding(String header) {
    return new SigningWish(
        cose, scheme, expiry, about, List.of(header), forged, contentType, ownTime);
  }

  /** The same in another scheme. */
  public SigningWish scheme(String other) {
    return new SigningWish(cose, other, expiry, about, critical, forged, contentType, ownTime);
  }

  /** The same with a signature of another key. */
  public SigningWish forge() {
    return new SigningWish(cose, scheme, expiry, about, critical, true, contentType, ownTime);
  }

  /** The same with a payload of another type. */
  public SigningWish content(String type) {
    return new SigningWish(cose, scheme, expiry, about, critical, forged, type, ownTime);
  }

  /** The same with the time of an authority, whatever the scheme. */
  public SigningWish claimingTime() {
    return new SigningWish(cose, scheme, expiry, about, critical, forged, contentType, true);
  }
}
