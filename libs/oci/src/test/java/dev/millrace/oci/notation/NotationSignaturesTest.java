package dev.millrace.oci.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.oci.notation.NotationSignatures.Result;
import dev.millrace.oci.registry.RegistryClient;
import dev.millrace.oci.signature.Pem;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import dev.millrace.servers.notation.NotationSigner;
import dev.millrace.servers.notation.NotationSigner.Special;
import dev.millrace.servers.notation.SigningWish;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotationSignaturesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String SUBJECT = "C=US,ST=WA,O=Acme,CN=release";
  private static final String STRICT = "\"level\":\"strict\"";

  private final OciRegistry registry = OciRegistry.start();
  private final String digest = registry.putImage("apps/shop", "v1");
  private final NotationSigner signer = signer(Special.NONE);

  private static NotationSigner signer(Special special) {
    return new NotationSigner("EC", SUBJECT, NOW, special);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @ParameterizedTest
  @CsvSource({"EC, false", "EC, true", "RSA, false", "RSA, true"})
  void acceptsASignatureOfATrustedAuthority(String kind, boolean cose) throws Exception {
    var other = new NotationSigner(kind, SUBJECT, NOW, Special.NONE);
    other.sign(registry, "apps/shop", digest, SigningWish.in(cose));

    assertThat(require(other, policy(STRICT))).isEqualTo(Result.VERIFIED);
  }

  @Test
  void findsSignaturesByTheTagThatStandsInForTheList() throws Exception {
    signer.sign(registry, "apps/shop", digest, SigningWish.in(false));
    registry.useReferrerTags();

    assertThat(require(signer, policy(STRICT))).isEqualTo(Result.VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "x509.subject: C=US, ST=WA, O=Acme", "x509.subject:O=Acme,S=WA,C=US"})
  void acceptsTheIdentitiesOfThePolicy(String identity) throws Exception {
    signer.sign(registry, "apps/shop", digest, SigningWish.in(true));

    assertThat(require(signer, policy(STRICT, "ca:any", identity))).isEqualTo(Result.VERIFIED);
  }

  @Test
  void refusesOtherIdentities() {
    signer.sign(registry, "apps/shop", digest, SigningWish.in(true));

    assertUnverified(signer, policy(STRICT, "ca:any", "x509.subject: C=US, ST=WA, O=Other"))
        .hasMessageContaining("and of no trusted identity");
  }

  @Test
  void refusesWhatNobodySigned() {
    assertUnverified(signer, policy(STRICT)).hasMessageContaining("no signatures were found");
  }

  static Stream<SigningWish> badWishes() {
    return Stream.of(false, true)
        .map(SigningWish::in)
        .flatMap(
            wish ->
                Stream.of(
                    wish.forge(),
                    wish.about("sha256:" + "0".repeat(64)),
                    wish.expiring(NOW.minusSeconds(1)),
                    wish.demanding("io.cncf.notary.verificationPlugin"),
                    wish.scheme("notary.x509.unknown"),
                    wish.scheme("notary.x509.signingAuthority"),
                    wish.content("text/plain")));
  }

  @ParameterizedTest
  @MethodSource("badWishes")
  void row62RefusesBadSignatures(SigningWish wish) {
    signer.sign(registry, "apps/shop", digest, wish);

    assertUnverified(signer, policy(STRICT)).hasMessageContaining("none of 1 counts: ");
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, a certificate of it is not valid at",
    "WEAKLY_SIGNED, a certificate of it is signed with the weak algorithm SHA1withECDSA",
    "FOR_SERVERS, its certificate is not meant for signing",
    "REVOCABLE, its certificates may have been revoked"
  })
  void row62RefusesBadCertificates(Special special, String objection) {
    var other = signer(special);
    other.sign(registry, "apps/shop", digest, SigningWish.in(false));

    assertUnverified(other, policy(STRICT)).hasMessageContaining(objection);
  }

  @Test
  void refusesStrangers() {
    signer(Special.NONE).sign(registry, "apps/shop", digest, SigningWish.in(false));

    assertUnverified(signer, policy(STRICT)).hasMessageContaining("it is of no trusted authority");
  }

  @Test
  void acceptsWhatASigningAuthoritySignedWhileItsCertificateWasValid() throws Exception {
    var other = signer(Special.EXPIRED);
    var wish = SigningWish.in(true).scheme("notary.x509.signingAuthority");
    other.sign(registry, "apps/shop", digest, wish);

    assertThat(require(other, policy(STRICT, "signingAuthority:any", "*")))
        .isEqualTo(Result.VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSignerCannotChooseATimeAtWhichAnExpiredCertificateWasValid(boolean cose) {
    var other = signer(Special.EXPIRED);
    other.sign(registry, "apps/shop", digest, SigningWish.in(cose).claimingTime());

    assertUnverified(other, policy(STRICT))
        .hasMessageContaining("it names a time that only signing authorities may name");
  }

  @Test
  void thePermissiveLevelAllowsExpiredAndRevocableOnes() throws Exception {
    var other = signer(Special.REVOCABLE);
    other.sign(registry, "apps/shop", digest, SigningWish.in(false).expiring(NOW.minusSeconds(1)));

    assertThat(require(other, policy("\"level\":\"permissive\""))).isEqualTo(Result.VERIFIED);
    assertUnverified(
            other, policy("\"level\":\"permissive\",\"override\":{\"expiry\":\"enforce\"}"))
        .hasMessageContaining("it expired at");
  }

  @Test
  void theRevocationCheckCanBeLeftOut() throws Exception {
    var other = signer(Special.REVOCABLE);
    other.sign(registry, "apps/shop", digest, SigningWish.in(false));

    assertThat(
            require(other, policy("\"level\":\"strict\",\"override\":{\"revocation\":\"skip\"}")))
        .isEqualTo(Result.VERIFIED);
  }

  @Test
  void theAuditLevelAllowsStrangersButDoesNotCallThatVerified() throws Exception {
    signer(Special.NONE).sign(registry, "apps/shop", digest, SigningWish.in(false));

    assertThat(require(signer, policy("\"level\":\"audit\""))).isEqualTo(Result.IGNORED);
    signer.sign(registry, "apps/shop", digest, SigningWish.in(false));
    assertThat(require(signer, policy("\"level\":\"audit\""))).isEqualTo(Result.VERIFIED);
  }

  @Test
  void theAuditLevelWantsWholeSignatures() {
    signer.sign(registry, "apps/shop", digest, SigningWish.in(false).forge());

    assertUnverified(signer, policy("\"level\":\"audit\""))
        .hasMessageContaining("it is not made with the key of its certificate");
  }

  @Test
  void theLevelSkipLooksAtNothing() throws Exception {
    assertThat(require(signer, policy("\"level\":\"skip\""))).isEqualTo(Result.IGNORED);
  }

  @Test
  void aRepositoryWithoutStatementIsRefused() {
    signer.sign(registry, "apps/shop", digest, SigningWish.in(false));
    var policy = policy(STRICT).replace("[\"*\"],\"signature", "[\"other/x\"],\"signature");

    assertUnverified(signer, policy).hasMessageContaining("has no statement about");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[]", "{\"payload\":\"e30\",\"protected\":\"e30\"}", "\u00d2\u0084"})
  void refusesEnvelopesThatAreNone(String envelope) {
    var content = envelope.getBytes(StandardCharsets.ISO_8859_1);
    for (var type : new String[] {"application/jose+json", "application/cose", "text/plain"}) {
      registry.putReferrer(
          "apps/shop", digest, "application/vnd.cncf.notary.signature", new Layer(type, content));
    }

    assertUnverified(signer, policy(STRICT)).hasMessageContaining("none of 3 counts");
  }

  @Test
  void stopsAtTooManySignatures() {
    for (int i = 0; i <= 100; i++) {
      registry.putReferrer("apps/shop", digest, "x/y", new Layer("x", new byte[] {(byte) i}));
    }

    assertThatThrownBy(() -> require(signer, policy(STRICT)))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"version\":\"2.0\",\"trustPolicies\":[]}",
        "{\"version\":\"1.0\",\"trustPolicies\":[]}"
      })
  void refusesPoliciesThatAreNone(String text) {
    assertBadPolicy(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"level\":\"best\"",
        "\"level\":\"skip\",\"override\":{\"expiry\":\"log\"}",
        "\"level\":\"strict\",\"override\":{\"integrity\":\"log\"}",
        "\"level\":\"strict\",\"override\":{\"expiry\":\"skip\"}",
        "\"level\":\"strict\",\"override\":{\"other\":\"log\"}",
        "\"level\":\"strict\",\"override\":{\"expiry\":\"maybe\"}"
      })
  void refusesLevelsThatAreNone(String verification) {
    assertBadPolicy(policy(verification));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x509.subject:", "x509.subject: CN=a", "mail:a", "x509.subject: ="})
  void refusesIdentitiesThatAreNone(String identity) {
    assertBadPolicy(policy(STRICT, "ca:any", identity));
  }

  private static void assertBadPolicy(String text) {
    assertThatThrownBy(() -> TrustPolicy.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the trust policy");
  }

  private static String policy(String verification) {
    return policy(verification, "ca:any", "*");
  }

  private static String policy(String verification, String store, String identity) {
    return """
    {"version":"1.0","trustPolicies":[{"name":"all","registryScopes":["*"],\
    "signatureVerification":{%s},"trustStores":["%s"],"trustedIdentities":["%s"]}]}\
    """
        .formatted(verification, store, identity);
  }

  private AbstractThrowableAssert<?, ?> assertUnverified(NotationSigner trusted, String policy) {
    return assertThatThrownBy(() -> require(trusted, policy))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.reason()).as(e.toString()).isEqualTo(Reason.UNVERIFIED));
  }

  private Result require(NotationSigner trusted, String policy) throws Exception {
    var access =
        RegistryAccess.anonymous()
            .withProtection(Protection.NONE)
            .withTimeout(Duration.ofSeconds(20));
    var image = ImageReference.parse(registry.host() + "/apps/shop:v1");
    var certificates = Envelope.certificates(Pem.all(trusted.authority(), "CERTIFICATE"));
    try (var client = RegistryClient.open(access)) {
      return new NotationSignatures(client, image, Clock.fixed(NOW, ZoneOffset.UTC))
          .require(
              Digest.parse(digest),
              TrustPolicy.parse(policy.getBytes(StandardCharsets.UTF_8)),
              certificates);
    }
  }
}
