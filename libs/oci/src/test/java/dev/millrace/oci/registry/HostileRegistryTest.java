package dev.millrace.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.oci.Descriptor;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Protection;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryCredentials;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.oci.RegistryLimits;
import dev.millrace.safety.Sensitive;
import dev.millrace.servers.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRegistryTest {
  private static final RegistryCredentials SECRET =
      new RegistryCredentials.Basic("flux", Sensitive.of("hunter2"));
  private static final RegistryLimits SMALL = new RegistryLimits(64 * 1024, 100, 10, 1 << 20, 3);
  private static final RegistryAccess ACCESS =
      RegistryAccess.anonymous()
          .withProtection(Protection.NONE)
          .withLimits(SMALL)
          .withTimeout(Duration.ofSeconds(10));
  private static final byte[] CONTENT = "layer".getBytes(StandardCharsets.UTF_8);
  private static final Descriptor LAYER =
      Descriptor.of("x", Digest.of(DigestAlgorithm.SHA256, CONTENT), CONTENT.length);

  @Test
  void exchangesThePasswordForATokenAtTheRealm() throws IOException {
    try (var realm = ScriptedServer.start(x -> ScriptedServer.reply(x, 200, "{\"token\":\"t0\"}"));
        var registry = ScriptedServer.start(bearer(realm, this::emptyTags));
        var client = RegistryClient.open(ACCESS.withCredentials(SECRET))) {
      client.tags(image(registry));

      assertThat(realm.requests().getFirst().uri().getRawQuery())
          .isEqualTo("service=svc&scope=repository%3Aorg%2Fapp%3Apull");
      assertThat(realm.requests().getFirst().header("Authorization")).startsWith("Basic ");
      assertThat(registry.requests().getLast().header("Authorization")).isEqualTo("Bearer t0");
      assertThat(registry.requests()).noneMatch(r -> "Basic".equals(scheme(r)));
    }
  }

  @Test
  void row57DoesNotSendThePasswordWhereARealmRedirects() throws IOException {
    try (var thief = ScriptedServer.start(x -> ScriptedServer.reply(x, 200, "{\"token\":\"t0\"}"));
        var realm =
            ScriptedServer.start(x -> ScriptedServer.redirect(x, 302, thief.address() + "/t"));
        var registry = ScriptedServer.start(bearer(realm, this::emptyTags));
        var client = RegistryClient.open(ACCESS.withCredentials(SECRET))) {
      client.tags(image(registry));

      assertThat(thief.requests()).hasSize(1).allMatch(r -> r.header("Authorization") == null);
    }
  }

  @Test
  void row57DoesNotSendCredentialsWhereABlobRedirects() throws IOException {
    try (var storage =
            ScriptedServer.start(
                x -> ScriptedServer.reply(x, 200, new String(CONTENT, StandardCharsets.UTF_8)));
        var registry =
            ScriptedServer.start(
                basic(
                    x ->
                        ScriptedServer.redirect(
                            x, 307, storage.address() + "/b?signature=s3cret")));
        var client = RegistryClient.open(ACCESS.withCredentials(SECRET))) {
      assertThat(client.blob(image(registry), LAYER, InputStream::readAllBytes)).isEqualTo(CONTENT);

      assertThat(registry.requests().getLast().header("Authorization")).startsWith("Basic ");
      assertThat(storage.requests()).hasSize(1).allMatch(r -> r.header("Authorization") == null);
    }
  }

  @Test
  void row27KeepsTheSignatureOfARedirectOutOfErrors() throws IOException {
    try (var storage = ScriptedServer.start(x -> ScriptedServer.reply(x, 403, "no"));
        var registry =
            ScriptedServer.start(
                basic(
                    x ->
                        ScriptedServer.redirect(
                            x, 307, storage.address() + "/b?signature=s3cret")));
        var client = RegistryClient.open(ACCESS.withCredentials(SECRET))) {
      assertFails(
              () -> client.blob(image(registry), LAYER, InputStream::readAllBytes),
              Reason.AUTHENTICATION)
          .hasMessageNotContaining("s3cret")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void endsARingOfRedirects() throws IOException {
    try (var registry =
            ScriptedServer.start(
                basic(x -> ScriptedServer.redirect(x, 302, x.getRequestURI().toString())));
        var client = RegistryClient.open(ACCESS.withCredentials(SECRET))) {
      assertFails(() -> client.tags(image(registry)), Reason.LIMIT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://host/x", "http:///nohost", "jar:http://x!/y"})
  void row57DoesNotFollowRedirectsToOtherSchemes(String location) throws IOException {
    try (var registry =
            ScriptedServer.start(basic(x -> ScriptedServer.redirect(x, 302, location)));
        var client = RegistryClient.open(ACCESS.withCredentials(SECRET))) {
      assertThatThrownBy(() -> client.tags(image(registry))).isInstanceOf(RegistryException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:///etc/passwd", "not a url", "//host"})
  void refusesRealmsThatAreNoHttpAddress(String realm) throws IOException {
    try (var registry =
            ScriptedServer.start(
                x -> {
                  x.getResponseHeaders()
                      .set("WWW-Authenticate", "Bearer realm=\"%s\"".formatted(realm));
                  ScriptedServer.reply(x, 401, "");
                });
        var client = RegistryClient.open(ACCESS.withCredentials(SECRET))) {
      assertFails(() -> client.tags(image(registry)), Reason.MALFORMED);
    }
  }

  @Test
  void noticesPagesThatLeadBack() throws IOException {
    try (var registry =
            ScriptedServer.start(
                open(
                    x -> {
                      x.getResponseHeaders()
                          .set("Link", "</v2/org/app/tags/list?n=1000>; rel=\"next\"");
                      emptyTags(x);
                    }));
        var client = RegistryClient.open(ACCESS)) {
      assertFails(() -> client.tags(image(registry)), Reason.MALFORMED);
    }
  }

  @Test
  void row19EndsAnEndlessListOfPages() throws IOException {
    var page = new AtomicInteger();
    try (var registry =
            ScriptedServer.start(
                open(
                    x -> {
                      x.getResponseHeaders()
                          .set(
                              "Link",
                              "</v2/org/app/tags/list?last=%d>; rel=\"next\""
                                  .formatted(page.incrementAndGet()));
                      emptyTags(x);
                    }));
        var client = RegistryClient.open(ACCESS)) {
      assertFails(() -> client.tags(image(registry)), Reason.LIMIT);
      assertThat(page).hasValueLessThan(20);
    }
  }

  @Test
  void row57DoesNotFollowPagesToAnotherServer() throws IOException {
    try (var other = ScriptedServer.start(this::emptyTags);
        var registry =
            ScriptedServer.start(
                open(
                    x -> {
                      x.getResponseHeaders()
                          .set(
                              "Link",
                              "<%s/v2/org/app/tags/list>; rel=next".formatted(other.address()));
                      emptyTags(x);
                    }));
        var client = RegistryClient.open(ACCESS)) {
      assertFails(() -> client.tags(image(registry)), Reason.MALFORMED);
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void row19EndsAnEndlessAnswer() throws IOException {
    try (var registry = ScriptedServer.start(open(HostileRegistryTest::endless));
        var client = RegistryClient.open(ACCESS)) {
      assertFails(() -> client.tags(image(registry)), Reason.LIMIT);
      assertFails(() -> client.manifest(image(registry)), Reason.LIMIT);
      assertFails(
          () -> client.blob(image(registry), LAYER, InputStream::readAllBytes), Reason.LIMIT);
    }
  }

  @Test
  void row19DoesNotWaitForeverForAnAnswer() throws IOException {
    try (var registry =
            ScriptedServer.start(
                open(
                    x -> {
                      x.sendResponseHeaders(200, 0);
                      x.getResponseBody().write('{');
                      x.getResponseBody().flush();
                      sleep();
                    }));
        var client = RegistryClient.open(ACCESS.withTimeout(Duration.ofMillis(400)))) {
      assertFails(() -> client.tags(image(registry)), Reason.TIMEOUT);
    }
  }

  @Test
  void row19UsesNoBlobThatIsNotWhatWasAnnounced() throws IOException {
    try (var registry = ScriptedServer.start(open(x -> ScriptedServer.reply(x, 200, "other")));
        var client = RegistryClient.open(ACCESS)) {
      assertFails(
          () -> client.blob(image(registry), LAYER, blob -> blob.readNBytes(1)),
          Reason.DIGEST_MISMATCH);
    }
  }

  @Test
  void usesNoManifestThatIsNotWhatWasAskedFor() throws IOException {
    try (var registry = ScriptedServer.start(open(x -> ScriptedServer.reply(x, 200, "{}")));
        var client = RegistryClient.open(ACCESS)) {
      assertFails(
          () -> client.manifest(image(registry).withDigest(LAYER.digest())),
          Reason.DIGEST_MISMATCH);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "null", "{", "{\"layers\":[{\"digest\":\"sha256:../..\"}]}", "<html>"})
  void explainsManifestsThatCannotBeRead(String manifest) throws IOException {
    try (var registry = ScriptedServer.start(open(x -> ScriptedServer.reply(x, 200, manifest)));
        var client = RegistryClient.open(ACCESS)) {
      assertFails(() -> client.manifest(image(registry)), Reason.MALFORMED);
    }
  }

  @Test
  void replacesATokenThatWasWithdrawn() throws IOException {
    var issued = new AtomicInteger();
    try (var realm =
            ScriptedServer.start(
                x ->
                    ScriptedServer.reply(
                        x, 200, "{\"access_token\":\"t%d\"}".formatted(issued.incrementAndGet())));
        var registry =
            ScriptedServer.start(
                bearer(
                    realm,
                    x -> {
                      boolean stale =
                          "Bearer t1".equals(x.getRequestHeaders().getFirst("Authorization"))
                              && issued.get() == 1;
                      if (stale && x.getRequestURI().toString().contains("manifests")) {
                        ScriptedServer.reply(x, 401, "");
                      } else {
                        emptyTags(x);
                      }
                    }));
        var client = RegistryClient.open(ACCESS.withCredentials(SECRET))) {
      client.tags(image(registry));
      client.manifest(image(registry));

      assertThat(issued).hasValue(2);
    }
  }

  private static HttpHandler open(HttpHandler script) {
    return exchange -> {
      if (exchange.getRequestURI().getPath().equals("/v2/")) {
        ScriptedServer.reply(exchange, 200, "{}");
      } else {
        script.handle(exchange);
      }
    };
  }

  private static HttpHandler basic(HttpHandler script) {
    return challenged("Basic realm=\"r\"", script);
  }

  private static HttpHandler bearer(ScriptedServer realm, HttpHandler script) {
    return challenged(
        "Bearer realm=\"%s/token\",service=\"svc\"".formatted(realm.address()), script);
  }

  private static HttpHandler challenged(String challenge, HttpHandler script) {
    return exchange -> {
      if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        ScriptedServer.reply(exchange, 401, "");
      } else {
        script.handle(exchange);
      }
    };
  }

  private void emptyTags(HttpExchange exchange) throws IOException {
    ScriptedServer.reply(exchange, 200, "{\"tags\":[]}");
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    var block = new byte[8192];
    for (int i = 0; i < 10_000; i++) {
      exchange.getResponseBody().write(block);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String scheme(ScriptedServer.Request request) {
    var header = request.header("Authorization");
    return header == null ? "" : header.replaceFirst(" .*", "");
  }

  private static ImageReference image(ScriptedServer registry) {
    return ImageReference.parse(registry.host() + "/org/app");
  }

  private static AbstractThrowableAssert<?, ?> assertFails(ThrowingCallable call, Reason reason) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }
}
