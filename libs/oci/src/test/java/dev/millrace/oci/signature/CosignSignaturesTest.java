package dev.millrace.oci.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.servers.CosignKey;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CosignSignaturesTest {
  private final OciRegistry registry = OciRegistry.start();
  private final String digest = registry.putImage("apps/shop", "v1");
  private final CosignKey key = CosignKey.generate("EC");

  @AfterEach
  void stop() {
    registry.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void acceptsASignatureOfATrustedKey(String kind) {
    var signer = CosignKey.generate(kind);
    signer.sign(registry, "apps/shop", digest);

    assertThatCode(() -> require(key, signer)).doesNotThrowAnyException();
  }

  @Test
  void acceptsABundleOfATrustedKey() {
    key.signWithBundle(registry, "apps/shop", digest, CosignKey.SIGNED);

    assertThatCode(() -> require(key)).doesNotThrowAnyException();
  }

  @Test
  void row62RefusesWhatNobodySigned() {
    assertUnverified(key)
        .hasMessageContaining("no signatures were found for")
        .hasMessageContaining(digest);
  }

  @Test
  void row62RefusesSignaturesOfStrangers() {
    CosignKey.generate("EC").sign(registry, "apps/shop", digest);
    CosignKey.generate("EC").signWithBundle(registry, "apps/shop", digest, CosignKey.SIGNED);

    assertUnverified(key).hasMessageContaining("none of 2 counts: it is not of a trusted key");
    assertUnverified();
  }

  @Test
  void row62RefusesTheSignatureOfAnotherManifest() {
    var other = registry.putImage("apps/shop", "v2");
    key.sign(registry, "apps/shop", other);
    key.signWithBundle(registry, "apps/shop", other, CosignKey.SIGNED);
    key.copySignature(registry, "apps/shop", other, digest);

    assertUnverified(key).hasMessageContaining("none of 1 counts: it is about another manifest");
  }

  @Test
  void refusesAttestationsAsSignatures() {
    key.signWithBundle(registry, "apps/shop", digest, "https://slsa.dev/provenance/v1");

    assertUnverified(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"critical\":{\"type\":\"other\"}}", "null", "\"text\""})
  void row62RefusesPayloadsThatAreNone(String payload) {
    registry.putArtifact(
        "apps/shop",
        digest.replace(':', '-') + ".sig",
        "application/vnd.oci.image.config.v1+json",
        List.of(
            new Layer(
                "application/vnd.dev.cosign.simplesigning.v1+json",
                payload.getBytes(StandardCharsets.UTF_8),
                Map.of("dev.cosignproject.cosign/signature", "%%%"))),
        Map.of());

    assertUnverified(key);
  }

  @Test
  void row62StopsAtTooManySignatures() {
    var layers =
        IntStream.range(0, 101)
            .mapToObj(i -> new Layer("x", Integer.toString(i).getBytes(StandardCharsets.UTF_8)))
            .toList();
    registry.putArtifact(
        "apps/shop", digest.replace(':', '-') + ".sig", "application/json", layers, Map.of());

    assertThatThrownBy(() -> require(key))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT));
  }

  @Test
  void row62DoesNotMistakeAnUnreachableRegistryForAMissingSignature() {
    registry.close();

    assertThatThrownBy(() -> require(key))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"})
  void refusesKeysThatAreNone(String pem) {
    assertThatThrownBy(() -> VerificationKey.parse(pem))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertUnverified(CosignKey... keys) {
    return assertThatThrownBy(() -> require(keys))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.reason()).as(e.toString()).isEqualTo(Reason.UNVERIFIED));
  }

  private void require(CosignKey... keys) throws IOException {
    var access =
        RegistryAccess.anonymous()
            .withProtection(Protection.NONE)
            .withTimeout(Duration.ofSeconds(20));
    var image = ImageReference.parse(registry.host() + "/apps/shop:v1");
    try (var client = RegistryClient.open(access)) {
      CosignSignatures.in(client, image)
          .require(
              Digest.parse(digest),
              Arrays.stream(keys).map(k -> VerificationKey.parse(k.publicKey())).toList());
    }
  }
}
