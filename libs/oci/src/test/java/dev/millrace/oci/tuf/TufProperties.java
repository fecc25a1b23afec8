package dev.millrace.oci.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.oci.AlteredJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a mirror serves as metadata, it is read or refused. */
class TufProperties {
  private static final String TIMESTAMP =
      """
      {"signatures":[{"keyid":"k","sig":"00ff"}],
       "signed":{"_type":"timestamp","spec_version":"1.0","version":7,"expires":"2026-03-08T00:00:00Z",
                 "meta":{"snapshot.json":{"version":3,"length":10,"hashes":{"sha256":"00"}}}}}
      """;

  @Property
  void anyRootIsReadOrRefused(@ForAll("roots") byte[] content) {
    try {
      RootRole root = RootRole.parse(content);
      root.requireSigned(RootRole.NAME, root.metadata());
    } catch (TufException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Property
  void anyTimestampIsReadOrRefused(@ForAll("timestamps") byte[] content) {
    try {
      Metadata metadata = Metadata.parse("timestamp", content);
      metadata.requireFresh(Instant.parse("2026-03-01T00:00:00Z"));
      assertThat(metadata.about("snapshot.json")).isNotNull();
    } catch (TufException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] content) {
    try {
      RootRole.parse(content);
    } catch (TufException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<byte[]> roots() throws IOException {
    try (InputStream root =
        Objects.requireNonNull(TufProperties.class.getResourceAsStream("sigstore-root.json"))) {
      return AlteredJson.of(new String(root.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Provide
  Arbitrary<byte[]> timestamps() {
    return AlteredJson.of(TIMESTAMP);
  }
}
