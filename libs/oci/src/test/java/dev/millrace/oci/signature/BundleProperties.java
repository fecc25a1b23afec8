package dev.millrace.oci.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.oci.AlteredJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a registry serves as a Sigstore bundle, it is a claim or none. */
class BundleProperties {
  private static final String STATEMENT =
      """
      {"predicateType":"https://sigstore.dev/cosign/sign/v1",
       "subject":[{"digest":{"sha256":"00"}}],"predicate":{}}
      """;
  private static final String BUNDLE =
      """
      {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",
       "dsseEnvelope":{"payloadType":"application/vnd.in-toto+json","payload":"%s",
                       "signatures":[{"sig":"AAAA"}]},
       "verificationMaterial":{
         "certificate":{"rawBytes":"AAAA"},
         "tlogEntries":[{"logId":{"keyId":"AAAA"},"logIndex":"1","integratedTime":"2",
           "canonicalizedBody":"e30=","inclusionPromise":{"signedEntryTimestamp":"AAAA"},
           "inclusionProof":{"logIndex":"1","treeSize":"2","rootHash":"AAAA","hashes":["AAAA"],
                             "checkpoint":{"envelope":"x"}}}],
         "timestampVerificationData":{"rfc3161Timestamps":[{"signedTimestamp":"AAAA"}]}}}
      """;

  @Property
  void anyBundleIsAClaimOrNone(@ForAll("bundles") byte[] bundle) {
    assertThat(Bundle.read(bundle)).isNotNull();
  }

  @Property
  void anyStatementIsAClaimOrNone(@ForAll("statements") byte[] statement) {
    assertThat(Bundle.read(bundleOf(statement).getBytes(StandardCharsets.UTF_8))).isNotNull();
  }

  @Property
  void anyBytesAreAClaimOrNone(@ForAll byte[] bundle) {
    assertThat(Bundle.read(bundle)).isNotNull();
  }

  @Provide
  Arbitrary<byte[]> bundles() {
    return AlteredJson.of(bundleOf(STATEMENT.getBytes(StandardCharsets.UTF_8)));
  }

  @Provide
  Arbitrary<byte[]> statements() {
    return AlteredJson.of(STATEMENT);
  }

  private static String bundleOf(byte[] statement) {
    return BUNDLE.formatted(Base64.getEncoder().encodeToString(statement));
  }
}
