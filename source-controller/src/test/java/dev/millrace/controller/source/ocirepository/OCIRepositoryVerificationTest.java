package dev.millrace.controller.source.ocirepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.ArtifactVerification;
import dev.millrace.api.source.OIDCIdentity;
import dev.millrace.servers.CosignKey;
import dev.millrace.servers.notation.NotationSigner;
import dev.millrace.servers.notation.SigningWish;
import dev.millrace.servers.sigstore.Flaw;
import dev.millrace.servers.sigstore.Layout;
import dev.millrace.servers.sigstore.SigstoreInstance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose artifacts are published. */
class OCIRepositoryVerificationTest extends OCIRepositoryScene {
  private static final ArtifactVerification COSIGN =
      new ArtifactVerification("cosign", new LocalObjectReference("signers"), List.of(), null);
  private static final ArtifactVerification NOTATION =
      new ArtifactVerification("notation", new LocalObjectReference("k"), List.of(), null);

  @Test
  void whatCannotBeVerifiedIsNeverPublished() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().verify(NOTATION));
    harness.reconcile();
    assertThat(harness.status().artifact()).isNull();
    assertThat(harness.conditions())
        .contains("Ready=False/VerificationError", "SourceVerified=False/VerificationError");
  }

  @Test
  void anArtifactOfATrustedSignerIsPublished() {
    CosignKey key = trustedKey();
    String digest = put("latest", Map.of("app.yaml", "a: 1"));
    key.sign(registry, "apps/shop", digest);
    var harness = harness(wish().verify(COSIGN));
    harness.reconcile();
    assertThat(harness.conditions())
        .containsExactly(
            "Ready=True/Succeeded",
            "ArtifactInStorage=True/Succeeded",
            "SourceVerified=True/Succeeded");
    assertThat(harness.message("SourceVerified"))
        .isEqualTo("verified signature of revision latest@" + digest);
  }

  @Test
  void aVerifiedRevisionIsNotCheckedAgain() {
    CosignKey key = trustedKey();
    key.sign(registry, "apps/shop", put("latest", Map.of("app.yaml", "a: 1")));
    var harness = harness(wish().verify(COSIGN));
    harness.reconcile();
    int requests = registry.requests();
    harness.reconcile();
    assertThat(registry.requests() - requests).as("a look at the API and one HEAD").isEqualTo(2);
    assertThat(harness.conditions()).contains("SourceVerified=True/Succeeded");
  }

  @Test
  void anUnsignedArtifactIsNotPublishedAndTheOldOneStays() {
    CosignKey key = trustedKey();
    key.sign(registry, "apps/shop", put("latest", Map.of("app.yaml", "a: 1")));
    var harness = harness(wish().verify(COSIGN));
    harness.reconcile();
    var before = artifact(harness);
    String forged = put("latest", Map.of("app.yaml", "evil"));
    CosignKey.generate("EC").sign(registry, "apps/shop", forged);
    harness.reconcile();
    assertThat(artifact(harness)).isEqualTo(before);
    assertThat(harness.conditions())
        .contains(
            "Ready=False/VerificationError",
            "ArtifactInStorage=True/Succeeded",
            "SourceVerified=False/VerificationError");
    assertThat(harness.message("Ready"))
        .startsWith("failed to verify the signature using provider 'cosign': no matching")
        .contains(forged);
    key.sign(registry, "apps/shop", forged);
    harness.reconcile();
    assertThat(harness.conditions()).contains("Ready=True/Succeeded");
  }

  @Test
  void turningVerificationOnChecksWhatIsAlreadyStored() {
    trustedKey();
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish());
    harness.reconcile();
    harness.edit(object -> object.setSpec(wish().verify(COSIGN).spec()));
    harness.reconcile();
    assertThat(harness.conditions()).contains("SourceVerified=False/VerificationError");
    assertThat(harness.message("Ready")).contains("no signatures were found");
  }

  @Test
  void keysThatAreMissingOrUselessFailClosed() {
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().verify(COSIGN));
    harness.reconcile();
    assertThat(harness.message("Ready")).endsWith("secret 'apps/signers' does not exist");
    secrets.put("apps", "signers", Map.of("key", "x"));
    harness.reconcile();
    assertThat(harness.message("Ready")).contains("no key of it ends with .pub");
    secrets.put("apps", "signers", Map.of("cosign.pub", "x"));
    harness.reconcile();
    assertThat(harness.message("Ready")).contains("'cosign.pub' of secret 'apps/signers'");
    assertThat(harness.status().artifact()).isNull();
  }

  @Test
  void anArtifactOfAnAcceptedIdentityIsPublishedAndAnotherOneIsNot() {
    var sigstore = new SigstoreInstance(Instant.parse("2026-03-01T12:00:00Z"));
    secrets.put("apps", "private", Map.of("trusted_root.json", sigstore.trustedRoot()));
    String digest = put("latest", Map.of("app.yaml", "a: 1"));
    var issuer = "https://issuer.example.com";
    sigstore.sign(
        registry, "apps/shop", digest, "ci@example.com", issuer, Layout.BUNDLE, Flaw.NONE);
    var harness = harness(wish().verify(keyless("^ci@example\\.com$")));
    harness.reconcile();
    assertThat(harness.conditions())
        .contains("Ready=True/Succeeded", "SourceVerified=True/Succeeded");
    harness.edit(object -> object.setSpec(wish().verify(keyless("^boss@")).spec()));
    harness.reconcile();
    assertThat(harness.message("Ready"))
        .startsWith("failed to verify the signature using provider 'cosign keyless': no matching")
        .contains("it is of [ci@example.com], whom 'https://issuer.example.com' vouches for");
  }

  private static ArtifactVerification keyless(String subject) {
    return new ArtifactVerification(
        "cosign",
        null,
        List.of(new OIDCIdentity("^https://issuer\\.example\\.com$", subject)),
        new LocalObjectReference("private"));
  }

  @Test
  void anArtifactThatNotationSignedIsPublished() {
    var signer = notationSigner("strict");
    String digest = put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().verify(NOTATION));
    harness.reconcile();
    assertThat(harness.message("Ready"))
        .startsWith("failed to verify the signature using provider 'notation': no signatures");
    signer.sign(registry, "apps/shop", digest, SigningWish.in(true));
    harness.reconcile();
    assertThat(harness.conditions())
        .contains("Ready=True/Succeeded", "SourceVerified=True/Succeeded");
  }

  @Test
  void aPolicyThatSkipsPublishesWithoutCallingItVerified() {
    notationSigner("skip");
    put("latest", Map.of("app.yaml", "a: 1"));
    var harness = harness(wish().verify(NOTATION));
    harness.reconcile();
    assertThat(harness.conditions())
        .containsExactly("Ready=True/Succeeded", "ArtifactInStorage=True/Succeeded");
  }

  private NotationSigner notationSigner(String level) {
    var now = Instant.now();
    var signer = new NotationSigner("EC", "C=US,ST=WA,O=Acme", now, NotationSigner.Special.NONE);
    var policy =
        """
        {"version":"1.0","trustPolicies":[{"name":"all","registryScopes":["*"],\
        "signatureVerification":{"level":"%s"},"trustStores":["ca:any"],\
        "trustedIdentities":["*"]}]}"""
            .formatted(level);
    secrets.put("apps", "k", Map.of("trustpolicy.json", policy, "ca.crt", signer.authority()));
    return signer;
  }

  private CosignKey trustedKey() {
    CosignKey key = CosignKey.generate("EC");
    secrets.put("apps", "signers", Map.of("team.pub", key.publicKey()));
    return key;
  }
}
