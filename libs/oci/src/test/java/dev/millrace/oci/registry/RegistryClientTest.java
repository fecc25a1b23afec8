package dev.millrace.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.oci.Descriptor;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryCredentials;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.oci.RegistryLimits;
import dev.millrace.safety.Sensitive;
import dev.millrace.safety.net.TlsMaterial;
import dev.millrace.servers.Login;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.TestAuthority;
import dev.millrace.servers.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryClientTest {
  private static final String LAYER = "application/vnd.cncf.flux.content.v1.tar+gzip";
  private static final byte[] CONTENT = "layer".getBytes(StandardCharsets.UTF_8);
  private static final RegistryAccess PLAIN =
      RegistryAccess.anonymous()
          .withProtection(Protection.NONE)
          .withTimeout(Duration.ofSeconds(20));

  private final OciRegistry registry = OciRegistry.start();

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void readsManifestAndBlob() throws IOException {
    var digest = put(registry, "v1");

    try (var client = RegistryClient.open(PLAIN)) {
      var image = image(registry, "v1");
      var manifest = client.manifest(image);

      assertThat(client.resolve(image)).hasToString(digest);
      assertThat(manifest.digest()).hasToString(digest);
      assertThat(manifest.annotations()).containsEntry("org.opencontainers.image.revision", "main");
      assertThat(client.blob(image, manifest.layer(LAYER).orElseThrow(), InputStream::readAllBytes))
          .isEqualTo(CONTENT);
    }
  }

  @Test
  void aReaderMayCloseTheBlob() throws IOException {
    put(registry, "v1");

    try (var client = RegistryClient.open(PLAIN)) {
      var image = image(registry, "v1");
      var layer = client.manifest(image).layer(LAYER).orElseThrow();
      int first =
          client.blob(
              image,
              layer,
              blob -> {
                try (blob) {
                  return blob.read();
                }
              });

      assertThat(first).isEqualTo('l');
    }
  }

  @Test
  void readsByDigest() throws IOException {
    var digest = Digest.parse(put(registry, "v1"));

    try (var client = RegistryClient.open(PLAIN)) {
      var image = image(registry, "gone").withDigest(digest);

      assertThat(client.resolve(image)).isEqualTo(digest);
      assertThat(client.manifest(image).layers()).hasSize(1);
    }
  }

  @Test
  void listsTagsOverSeveralPages() throws IOException {
    IntStream.range(0, 1500).forEach(i -> put(registry, "v" + i));

    try (var client = RegistryClient.open(PLAIN)) {
      assertThat(client.tags(image(registry, "any"))).hasSize(1500).contains("v0", "v1499");
    }
  }

  @Test
  void row19StopsAtTooManyTags() throws IOException {
    IntStream.range(0, 11).forEach(i -> put(registry, "v" + i));
    var limits = new RegistryLimits(1 << 20, 10, 10, 1 << 20, 5);

    try (var client = RegistryClient.open(PLAIN.withLimits(limits))) {
      assertFails(() -> client.tags(image(registry, "any")), Reason.LIMIT);
    }
  }

  @Test
  void showsUserAndPassword() throws IOException {
    try (var guarded = OciRegistry.start(0, new Login("flux", "hunter2"))) {
      put(guarded, "v1");
      var credentials = new RegistryCredentials.Basic("flux", Sensitive.of("hunter2"));

      try (var client = RegistryClient.open(PLAIN.withCredentials(credentials))) {
        assertThat(client.manifest(image(guarded, "v1")).layers()).hasSize(1);
      }
      var wrong = new RegistryCredentials.Basic("flux", Sensitive.of("hunter3"));
      try (var client = RegistryClient.open(PLAIN.withCredentials(wrong))) {
        assertFails(() -> client.manifest(image(guarded, "v1")), Reason.AUTHENTICATION)
            .hasMessageNotContaining("hunter");
      }
    }
  }

  @Test
  void row33TalksTlsWithTheGivenAuthorityOnly() throws IOException {
    var authority = TestAuthority.create();
    try (var secure = OciRegistry.start(Transport.https(authority), null)) {
      put(secure, "v1");
      var trusting = TlsMaterial.trusting(authority.certificate());

      try (var client = RegistryClient.open(RegistryAccess.anonymous().withTls(trusting))) {
        assertThat(client.tags(image(secure, "any"))).containsExactly("v1");
      }
      try (var client = RegistryClient.open(RegistryAccess.anonymous())) {
        assertFails(() -> client.tags(image(secure, "any")), Reason.UNTRUSTED_SERVER);
      }
    }
  }

  @Test
  void showsAClientCertificate() throws IOException {
    var authority = TestAuthority.create();
    try (var secure = OciRegistry.start(Transport.mutualTls(authority), null)) {
      put(secure, "v1");
      var identity = authority.issue("flux");
      var tls =
          new TlsMaterial(
              authority.certificate(), identity.certificate(), Sensitive.of(identity.key()));

      try (var client = RegistryClient.open(RegistryAccess.anonymous().withTls(tls))) {
        assertThat(client.tags(image(secure, "any"))).containsExactly("v1");
      }
      var without = TlsMaterial.trusting(authority.certificate());
      try (var client = RegistryClient.open(RegistryAccess.anonymous().withTls(without))) {
        assertThatThrownBy(() -> client.tags(image(secure, "any")))
            .isInstanceOf(RegistryException.class);
      }
    }
  }

  @Test
  void row33DoesNotFallBackToPlainHttp() throws IOException {
    put(registry, "v1");
    var secureOnly = RegistryAccess.anonymous().withTimeout(Duration.ofMillis(500));

    try (var client = RegistryClient.open(secureOnly)) {
      assertThatThrownBy(() -> client.tags(image(registry, "any")))
          .isInstanceOf(RegistryException.class);
    }
    assertThat(registry.requests()).isZero();
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    put(registry, "v1");

    try (var client = RegistryClient.open(PLAIN)) {
      assertFails(() -> client.manifest(image(registry, "v2")), Reason.NOT_FOUND)
          .hasMessage(
              "GET http://%s/v2/org/app/manifests/v2: status 404 MANIFEST_UNKNOWN:"
                  + " manifest_unknown",
              registry.host());
      assertFails(() -> client.resolve(image(registry, "v2")), Reason.NOT_FOUND);
    }
  }

  @Test
  void pushesAndFindsReferrers() throws IOException {
    var subject = Digest.parse(put(registry, "v1"));

    try (var client = RegistryClient.open(PLAIN)) {
      var image = image(registry, "v1");
      var blob = client.pushBlob(image, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
      var manifest =
          """
          {"schemaVersion":2,"mediaType":"%1$s","artifactType":"application/x",
           "config":{"mediaType":"application/json","digest":"%2$s","size":2},"layers":[],
           "subject":{"mediaType":"%1$s","digest":"%3$s","size":1}}
          """
              .formatted(OciRegistry.MANIFEST, blob.digest(), subject);
      var digest =
          client.pushManifest(
              image(registry, "signature"),
              OciRegistry.MANIFEST,
              manifest.getBytes(StandardCharsets.UTF_8));

      assertThat(client.referrers(image, subject))
          .extracting(Descriptor::digest, Descriptor::artifactType)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(digest, "application/x"));
    }
  }

  private static String put(OciRegistry registry, String tag) {
    return registry.putArtifact(
        "org/app",
        tag,
        "application/vnd.cncf.flux.config.v1+json",
        List.of(new OciRegistry.Layer(LAYER, CONTENT)),
        Map.of("org.opencontainers.image.revision", "main"));
  }

  private static ImageReference image(OciRegistry registry, String tag) {
    return ImageReference.parse("oci://" + registry.host() + "/org/app").withTag(tag);
  }

  private static AbstractThrowableAssert<?, ?> assertFails(ThrowingCallable call, Reason reason) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }
}
