package dev.millrace.oci.keyless;

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
import dev.millrace.oci.signature.CosignSignatures;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.sigstore.Flaw;
import dev.millrace.servers.sigstore.Layout;
import dev.millrace.servers.sigstore.SigstoreInstance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeylessTrustTest {
  private static final Instant SIGNED_AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final String SUBJECT =
      "https://github.com/acme/shop/.github/workflows/release.yaml@refs/tags/v1";
  private static final String ISSUER = "https://token.actions.githubusercontent.com";

  private final OciRegistry registry = OciRegistry.start();
  private final String digest = registry.putImage("apps/shop", "v1");
  private final SigstoreInstance sigstore = new SigstoreInstance(SIGNED_AT);
  private final Identity release =
      Identity.of(
          "^https://token\\.actions\\.githubusercontent\\.com$",
          "^https://github\\.com/acme/shop/\\.github/workflows/release\\.yaml@refs/tags/v\\d+$");

  @AfterEach
  void stop() {
    registry.close();
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void acceptsTheExpectedSigner(Layout layout) {
    sign(layout, Flaw.NONE);

    assertThatCode(() -> require(release)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void acceptsAnySignerWhenNoneIsNamed(Layout layout) {
    sign(layout, Flaw.NONE);

    assertThatCode(this::require).doesNotThrowAnyException();
  }

  @Test
  void acceptsOneOfSeveralIdentities() {
    sign(Layout.BUNDLE, Flaw.NONE);

    assertThatCode(() -> require(Identity.of("^x$", "^y$"), release)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "^https://gitlab\\.com$, ^https://github",
    "^https://token, ^https://github\\.com/acme/other/",
    "^$, .*",
    "^https://github\\.com/acme, ^https://token"
  })
  void row62RefusesSignersWhoAreNotNamed(String issuer, String subject) {
    sign(Layout.BUNDLE, Flaw.NONE);
    sign(Layout.TAG, Flaw.NONE);

    assertUnverified(Identity.of(issuer, subject))
        .hasMessageContaining("none of 2 counts: it is of [" + SUBJECT + "], whom '" + ISSUER)
        .hasMessageContaining("no identity of spec.verify.matchOIDCIdentity");
  }

  static Stream<Arguments> flaws() {
    return Stream.of(Layout.values())
        .flatMap(
            layout ->
                Stream.of(Flaw.values())
                    .filter(flaw -> isPossible(layout, flaw))
                    .map(flaw -> Arguments.of(layout, flaw)));
  }

  private static boolean isPossible(Layout layout, Flaw flaw) {
    return switch (flaw) {
      case NONE -> false;
      case FORGED_PROOF, FORGED_CHECKPOINT -> layout != Layout.TAG;
      case FORGED_PROMISE -> layout != Layout.BUNDLE_WITH_CLOCK;
      case FOREIGN_CLOCK, TIME_OF_ANOTHER -> layout == Layout.BUNDLE_WITH_CLOCK;
      default -> true;
    };
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void row62RefusesWhatIsNotProved(Layout layout, Flaw flaw) {
    sign(layout, flaw);

    assertUnverified(release)
        .hasMessageContaining("none of 1 counts: " + objection(flaw))
        .hasMessageContaining(digest);
  }

  private static String objection(Flaw flaw) {
    return switch (flaw) {
      case NONE -> "";
      case EXPIRED_CERTIFICATE, EXPIRED_AUTHORITY, FOREIGN_AUTHORITY ->
          "its certificate is of no trusted authority, or was not valid at " + SIGNED_AT;
      case WRONG_PURPOSE -> "a certificate of it is meant for another purpose";
      case NO_CERTIFICATE_LOG -> "its certificate holds no promise of a certificate log";
      case FOREIGN_CERTIFICATE_LOG -> "no trusted certificate log knows its certificate";
      case NO_LOG_ENTRY, FOREIGN_LOG -> "no trusted transparency log knows it";
      case ENTRY_OF_ANOTHER -> "its log entry is about another signature";
      case FORGED_PROMISE -> "the promise of the log is not signed by it";
      case FORGED_PROOF -> "its log entry is not in the log";
      case FORGED_CHECKPOINT -> "the checkpoint of the log is not signed by it";
      case FOREIGN_CLOCK, TIME_OF_ANOTHER -> "nobody who is trusted says when it was made";
      case FORGED_SIGNATURE -> "it is not made with the key of its certificate";
      case NO_CERTIFICATE -> "it was made with a key and has no certificate";
    };
  }

  @Test
  void refusesSignaturesOfAnotherInstance() {
    new SigstoreInstance(SIGNED_AT)
        .sign(registry, "apps/shop", digest, SUBJECT, ISSUER, Layout.BUNDLE, Flaw.NONE);

    assertUnverified(release).hasMessageContaining("no trusted transparency log knows it");
  }

  @Test
  void refusesWhatNobodySigned() {
    assertUnverified(release).hasMessageContaining("no signatures were found for");
  }

  @Test
  void aGoodSignatureCountsBesideBadOnes() {
    sign(Layout.BUNDLE, Flaw.FORGED_SIGNATURE);
    sign(Layout.BUNDLE, Flaw.NONE);

    assertThatCode(() -> require(release)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"mediaType\":\"text/plain\"}", "null", "{"})
  void refusesTrustedRootsThatAreNone(String text) {
    assertThatThrownBy(() -> TrustedRoot.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void row62AnEmptyTrustedRootTrustsNobody() {
    sign(Layout.BUNDLE, Flaw.NONE);
    var nothing = "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}";

    assertThatThrownBy(() -> require(nothing))
        .hasMessageContaining("no trusted transparency log knows it");
  }

  @Test
  void saysWhichPatternIsWrong() {
    assertThatThrownBy(() -> Identity.of("(", ".*"))
        .hasMessageContaining("the issuer '(' is no regular expression");
    assertThatThrownBy(() -> Identity.of(".*", "(?=x)"))
        .hasMessageContaining("the subject '(?=x)' is no regular expression");
  }

  private void sign(Layout layout, Flaw flaw) {
    sigstore.sign(registry, "apps/shop", digest, SUBJECT, ISSUER, layout, flaw);
  }

  private AbstractThrowableAssert<?, ?> assertUnverified(Identity... identities) {
    return assertThatThrownBy(() -> require(identities))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.reason()).as(e.toString()).isEqualTo(Reason.UNVERIFIED));
  }

  private void require(Identity... identities) throws IOException {
    require(sigstore.trustedRoot(), identities);
  }

  private void require(String trustedRoot, Identity... identities) throws IOException {
    var root = TrustedRoot.parse(trustedRoot.getBytes(StandardCharsets.UTF_8));
    var access =
        RegistryAccess.anonymous()
            .withProtection(Protection.NONE)
            .withTimeout(Duration.ofSeconds(20));
    var image = ImageReference.parse(registry.host() + "/apps/shop:v1");
    try (var client = RegistryClient.open(access)) {
      CosignSignatures.in(client, image)
          .require(Digest.parse(digest), new KeylessTrust(root, List.of(identities)));
    }
  }
}
