package dev.millrace.controller.source.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.api.source.OIDCIdentity;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.keyless.TrustedRoot;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.servers.CosignKey;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.sigstore.Flaw;
import dev.millrace.servers.sigstore.Layout;
import dev.millrace.servers.sigstore.SigstoreInstance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequireSignatureTest {
  private static final String ISSUER = "https://issuer.example.com";

  private final OciRegistry registry = OciRegistry.start();
  private final String digest = registry.putImage("apps/shop", "v1");
  private final FakeSecrets secrets = new FakeSecrets();
  private final SigstoreInstance sigstore =
      new SigstoreInstance(Instant.parse("2026-03-01T12:00:00Z"));
  private PublicRoot publicRoot =
      () -> TrustedRoot.parse(sigstore.trustedRoot().getBytes(StandardCharsets.UTF_8));

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void keylessTrustsThePublicInstanceWhenNoOtherIsNamed() throws Exception {
    sign();

    assertThat(require(verification("cosign", null, "^ci@", null))).isTrue();
  }

  @Test
  void keylessFailsWhileThePublicInstanceIsUnknown() {
    publicRoot =
        () -> {
          throw new IOException("the mirror is down");
        };
    sign();

    assertRefused(verification("cosign", null, "^ci@", null))
        .hasMessage(
            "the mirror is down; name an instance of your own with"
                + " spec.verify.trustedRootSecretRef");
  }

  @Test
  void anInstanceOfOnesOwnIsTrustedAlone() {
    var other = new SigstoreInstance(Instant.parse("2026-03-01T12:00:00Z"));
    secrets.put("apps", "root", Map.of("trusted_root.json", other.trustedRoot()));
    sign();

    assertRefused(verification("cosign", null, "^ci@", "root"))
        .hasMessageContaining("no trusted transparency log knows it");
  }

  @Test
  void keysCountMoreThanIdentities() {
    secrets.put("apps", "keys", Map.of("a.pub", CosignKey.generate("EC").publicKey()));
    sign();

    assertRefused(verification("cosign", "keys", "^ci@", null))
        .hasMessageContaining("it is not of a trusted key");
  }

  @Test
  void saysWhatIsWrongWithATrustedRoot() {
    assertRefused(verification("cosign", null, "^ci@", "root"))
        .hasMessage("secret 'apps/root' does not exist");
    secrets.put("apps", "root", Map.of("other", "x"));
    assertRefused(verification("cosign", null, "^ci@", "root"))
        .hasMessage("'trusted_root.json' not found in secret 'apps/root'");
    secrets.put("apps", "root", Map.of("trusted_root.json", "{}"));
    assertRefused(verification("cosign", null, "^ci@", "root"))
        .hasMessage(
            "the key 'trusted_root.json' of secret 'apps/root' can't be used:"
                + " its mediaType is not that of a trusted root");
  }

  @Test
  void saysWhichIdentityIsWrong() {
    assertRefused(verification("cosign", null, "(", null))
        .hasMessageContaining("the subject '(' is no regular expression");
  }

  @Test
  void saysWhatNotationNeeds() {
    assertRefused(verification("notation", null, null, null))
        .hasMessage("spec.verify.secretRef has to name a Secret with trustpolicy.json");
    secrets.put("apps", "keys", Map.of("ca.crt", "x"));
    assertRefused(verification("notation", "keys", null, null))
        .hasMessage("'trustpolicy.json' not found in secret 'apps/keys'");
    var policy =
        """
        {"version":"1.0","trustPolicies":[{"name":"all","registryScopes":["*"],\
        "signatureVerification":{"level":"skip"}}]}\
        """;
    secrets.put("apps", "keys", Map.of("trustpolicy.json", policy));
    assertRefused(verification("notation", "keys", null, null))
        .hasMessageContaining("no certificates found in secret 'apps/keys'");
    secrets.put("apps", "keys", Map.of("trustpolicy.json", policy, "ca.crt", "x"));
    assertRefused(verification("notation", "keys", null, null))
        .hasMessageContaining("the key 'ca.crt' of secret 'apps/keys' can't be used");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpg", "Cosign"})
  void otherProvidersAreRefused(String provider) {
    assertRefused(verification(provider, "keys", null, null))
        .hasMessage("the provider '%s' is not known".formatted(provider));
  }

  private void sign() {
    sigstore.sign(
        registry, "apps/shop", digest, "ci@example.com", ISSUER, Layout.BUNDLE, Flaw.NONE);
  }

  private static ArtifactVerification verification(
      String provider, @Nullable String keys, @Nullable String subject, @Nullable String root) {
    return new ArtifactVerification(
        provider,
        keys == null ? null : new LocalObjectReference(keys),
        subject == null ? List.of() : List.of(new OIDCIdentity("^https://issuer", subject)),
        root == null ? null : new LocalObjectReference(root));
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(
      ArtifactVerification verify) {
    return assertThatThrownBy(() -> require(verify)).isInstanceOf(RegistryException.class);
  }

  private boolean require(ArtifactVerification verify) throws IOException {
    var access =
        RegistryAccess.anonymous()
            .withProtection(Protection.NONE)
            .withTimeout(Duration.ofSeconds(20));
    var image = ImageReference.parse(registry.host() + "/apps/shop:v1");
    try (var client = RegistryClient.open(access)) {
      return new RequireSignature(secrets, publicRoot, Clock.systemUTC())
          .of(verify, "apps", image, Digest.parse(digest), client);
    }
  }
}
