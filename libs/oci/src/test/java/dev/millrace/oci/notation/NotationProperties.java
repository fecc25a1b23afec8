package dev.millrace.oci.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.oci.AlteredJson;
import dev.millrace.oci.signature.Untrusted;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/**
 * Whatever a registry serves as a Notation signature, or a user as its policy, is read or refused.
 */
class NotationProperties {
  private static final String HEADERS =
      """
      {"alg":"PS256","cty":"application/vnd.cncf.notary.payload.v1+json",
       "crit":["io.cncf.notary.signingScheme"],"io.cncf.notary.signingScheme":"notary.x509",
       "io.cncf.notary.signingTime":"2026-01-01T00:00:00Z"}
      """;
  private static final String ENVELOPE =
      """
      {"payload":"e30","protected":"%s","header":{"x5c":["AAAA"]},"signature":"AAAA"}
      """;
  private static final String POLICY =
      """
      {"version":"1.0","trustPolicies":[{"name":"all","registryScopes":["*"],
       "signatureVerification":{"level":"strict","override":{"expiry":"log"}},
       "trustStores":["ca:store"],"trustedIdentities":["x509.subject: CN=me, O=we, C=DE"]}]}
      """;

  @Property
  void anyJwsIsReadOrRefused(@ForAll("envelopes") byte[] envelope) {
    parseOrRefuse("application/jose+json", envelope);
  }

  @Property
  void anyHeadersAreReadOrRefused(@ForAll("headers") byte[] headers) {
    parseOrRefuse("application/jose+json", envelope(headers).getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void anyCoseIsReadOrRefused(@ForAll("cbor") byte[] envelope) {
    parseOrRefuse("application/cose", envelope);
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] envelope) {
    parseOrRefuse("application/cose", envelope);
    parseOrRefuse("application/jose+json", envelope);
  }

  @Property
  void anyPolicyIsReadOrRefused(@ForAll("policies") byte[] policy) {
    try {
      TrustPolicy.parse(policy).about("registry.example.com/app");
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static void parseOrRefuse(String mediaType, byte[] envelope) {
    try {
      Envelope.parse(mediaType, envelope).requireIntegrity();
    } catch (Untrusted refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<byte[]> envelopes() {
    return AlteredJson.of(envelope(HEADERS.getBytes(StandardCharsets.UTF_8)));
  }

  @Provide
  Arbitrary<byte[]> headers() {
    return AlteredJson.of(HEADERS);
  }

  @Provide
  Arbitrary<byte[]> policies() {
    return AlteredJson.of(POLICY);
  }

  /** Heads of values with few and many bytes to follow, tags, lists, maps, and what they hold. */
  @Provide
  Arbitrary<byte[]> cbor() {
    return Arbitraries.of(
            List.of(
                0xd2, 0x84, 0x40, 0x41, 0x58, 0x5b, 0x7b, 0xa0, 0xa1, 0xbb, 0x80, 0x9b, 0x01, 0x26,
                0x38, 0x18, 0x21, 0x60, 0x63, 0x61, 0x78, 0xf6, 0xf4, 0xfb, 0xff, 0xc1, 0x00))
        .list()
        .ofMaxSize(40)
        .map(NotationProperties::bytes);
  }

  private static byte[] bytes(List<Integer> values) {
    byte[] bytes = new byte[values.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = values.get(i).byteValue();
    }
    return bytes;
  }

  private static String envelope(byte[] headers) {
    return ENVELOPE.formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(headers));
  }
}
