package dev.millrace.oci.keyless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.oci.AlteredJson;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Trusted roots come from Secrets and mirrors: whatever they are, they are read or refused. */
class TrustedRootProperties {
  private static final String ROOT =
      """
      {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
       "tlogs":[%s],"ctlogs":[%s],
       "certificateAuthorities":[%s],"timestampAuthorities":[%s]}
      """;
  private static final String LOG =
      """
      {"baseUrl":"https://log","publicKey":{"rawBytes":"AAAA","validFor":{"start":"2026-01-01T00:00:00Z"}},
       "logId":{"keyId":"AAAA"}}
      """;
  private static final String AUTHORITY =
      """
      {"uri":"https://ca","certChain":{"certificates":[{"rawBytes":"AAAA"}]},
       "validFor":{"start":"2026-01-01T00:00:00Z","end":"2027-01-01T00:00:00Z"}}
      """;

  @Property
  void anyRootIsReadOrRefused(@ForAll("roots") byte[] content) {
    parseOrRefuse(content);
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] content) {
    parseOrRefuse(content);
  }

  private static void parseOrRefuse(byte[] content) {
    try {
      assertThat(TrustedRoot.parse(content).logs()).isNotNull();
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<byte[]> roots() {
    return AlteredJson.of(ROOT.formatted(LOG, LOG, AUTHORITY, AUTHORITY));
  }
}
