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
import dev.millrace.oci.keyless.KeylessTrust;
import dev.millrace.oci.keyless.TrustedRoot;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.servers.CosignKey;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.servers.sigstore.Flaw;
import dev.millrace.servers.sigstore.Layout;
import dev.millrace.servers.sigstore.SigstoreInstance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What those who may push can put beside an image to confuse us or keep us busy. */
class HostileSignaturesTest {
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private final OciRegistry registry = OciRegistry.start();
  private final String digest = registry.putImage("apps/shop", "v1");
  private final SigstoreInstance sigstore =
      new SigstoreInstance(Instant.parse("2026-03-01T12:00:00Z"));
  private final CosignKey key = CosignKey.generate("EC");

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void row62StopsAtASignatureThatIsTooLarge() {
    registry.putReferrer("apps/shop", digest, BUNDLE, new Layer(BUNDLE, new byte[(1 << 20) + 1]));

    assertThatThrownBy(() -> require(trust()))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT));
  }

  @Test
  void row62StopsAtTooManyBundlesInOneManifest() {
    for (int i = 0; i <= 100; i++) {
      key.signWithBundle(registry, "apps/shop", digest, CosignKey.SIGNED);
    }

    assertThatThrownBy(() -> require(trust()))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT));
  }

  @Test
  void row62BundlesOfGarbageDoNotHideAGoodOne() {
    for (var text : List.of("", "{", "[]", "null", "{\"dsseEnvelope\":[]}", "[".repeat(5000))) {
      var content = text.getBytes(StandardCharsets.UTF_8);
      registry.putReferrer("apps/shop", digest, BUNDLE, new Layer(BUNDLE, content));
    }
    key.signWithBundle(registry, "apps/shop", digest, CosignKey.SIGNED);

    assertThatCode(() -> require(trust())).doesNotThrowAnyException();
  }

  @Test
  void row62FollowsThePagesOfReferrersButNotInCircles() throws IOException {
    try (var circle =
            ScriptedServer.start(
                exchange -> {
                  exchange
                      .getResponseHeaders()
                      .set("Link", "<%s>; rel=\"next\"".formatted(exchange.getRequestURI()));
                  ScriptedServer.reply(exchange, 200, "{\"manifests\":[]}");
                });
        var client = RegistryClient.open(access())) {
      var image = ImageReference.parse(circle.host() + "/apps/shop:v1");

      assertThatThrownBy(() -> client.referrers(image, Digest.parse(digest)))
          .hasMessageContaining("the registry's list of referrers leads back to an earlier page");
    }
  }

  /** Whatever is changed, nothing but a refusal comes of it. */
  @ParameterizedTest
  @EnumSource(Layout.class)
  void row62ChangedEvidenceIsRefused(Layout layout) throws Exception {
    sigstore.sign(registry, "apps/shop", digest, "a@b.c", "https://i", layout, Flaw.NONE);
    var claims = new ArrayList<SignedClaim>();
    require(claims::add);
    var claim = claims.getFirst();
    var root = TrustedRoot.parse(sigstore.trustedRoot().getBytes(StandardCharsets.UTF_8));
    var trust = new KeylessTrust(root, List.of());
    trust.require(claim);

    var random = new Random(7);
    for (int i = 0; i < 300; i++) {
      var changed = changed(claim, random);
      assertThatThrownBy(() -> trust.require(changed)).isInstanceOf(Untrusted.class);
    }
  }

  private static SignedClaim changed(SignedClaim claim, Random random) {
    var certificate = Objects.requireNonNull(claim.evidence().certificate());
    var entry = claim.evidence().entries().getFirst();
    var signature = claim.signature();
    switch (random.nextInt(3)) {
      case 0 -> certificate = changed(certificate, random);
      case 1 -> signature = changed(signature, random);
      default ->
          entry =
              new LogEntry(
                  entry.logId(),
                  entry.index(),
                  entry.integratedTime(),
                  changed(entry.body(), random),
                  entry.promise(),
                  entry.proof());
    }
    var evidence = new Evidence(certificate, List.of(entry), claim.evidence().timestamps());
    return new SignedClaim(claim.payload(), claim.message(), signature, claim.subjects(), evidence);
  }

  private static byte[] changed(byte[] bytes, Random random) {
    var changed = bytes.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
    return changed;
  }

  private Trust trust() {
    return Trust.inKeys(List.of(VerificationKey.parse(key.publicKey())));
  }

  private static RegistryAccess access() {
    return RegistryAccess.anonymous()
        .withProtection(Protection.NONE)
        .withTimeout(Duration.ofSeconds(20));
  }

  private void require(Trust trust) throws IOException {
    var image = ImageReference.parse(registry.host() + "/apps/shop:v1");
    try (var client = RegistryClient.open(access())) {
      CosignSignatures.in(client, image).require(Digest.parse(digest), trust);
    }
  }
}
