package dev.millrace.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.cloud.aws.AwsEnvironment;
import dev.millrace.cloud.azure.AzureApp;
import dev.millrace.cloud.azure.AzureEnvironment;
import dev.millrace.cloud.gcp.GcpMetadata;
import dev.millrace.cloud.gcp.GcpServiceAccount;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-31T10:11:12Z"), ZoneOffset.UTC);
  private static final String TOKEN = "{\"access_token\":\"tok\",\"expires_in\":3600}";

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CloudHttp http = CloudHttp.standard();

  IdentitiesTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          String path = exchange.getRequestURI().getPath();
          byte[] body = answers.getOrDefault(path, "none").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 403, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aServiceAccountOfGoogleSignsForItsToken() throws Exception {
    answers.put("/token", TOKEN);
    var key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n"
            + Base64.getEncoder().encodeToString(key)
            + "\\n-----END PRIVATE KEY-----\\n";
    String json =
        """
        {"type":"service_account","client_email":"a@b","private_key_id":"k","private_key":"%s","token_uri":"%s/token"}
        """
            .formatted(pem, uri());
    var account = GcpServiceAccount.parse(secret(json), http, CLOCK);
    AccessToken token = account.token("scope");
    assertThat(token.value().reveal()).isEqualTo("tok");
    assertThat(token.expires()).isEqualTo(CLOCK.instant().plusSeconds(3600));
    assertThat(bodies.getFirst()).contains("jwt-bearer", "assertion=");
  }

  @Test
  void aKeyThatIsNoneIsNotQuoted() {
    assertThatExceptionOfType(CloudException.class)
        .isThrownBy(() -> GcpServiceAccount.parse(secret("hunter2"), http, CLOCK))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void anApplicationOfAzureShowsItsSecret() throws IOException {
    answers.put("/tenant/oauth2/v2.0/token", TOKEN);
    var proof = new AzureApp.Proof.Secret(Sensitive.of("s e"));
    var app = new AzureApp(uri(), "tenant", "client", proof, http, CLOCK);
    assertThat(app.token("scope").value().reveal()).isEqualTo("tok");
    assertThat(bodies.getFirst()).contains("client_id=client", "client_secret=s+e");
  }

  @Test
  void aRefusalTellsNothingOfWhatWasSent() {
    var proof = new AzureApp.Proof.Secret(Sensitive.of("hunter2"));
    var app = new AzureApp(uri(), "tenant", "client", proof, http, CLOCK);
    assertThatExceptionOfType(CloudException.class)
        .isThrownBy(() -> app.token("scope"))
        .withMessageContaining("403")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void machinesGiveTheirIdentity() throws IOException {
    answers.put("/computeMetadata/v1/instance/service-accounts/default/token", TOKEN);
    answers.put("/metadata/identity/oauth2/token", TOKEN);
    answers.put("/latest/api/token", "session");
    answers.put("/latest/meta-data/iam/security-credentials/", "role");
    answers.put(
        "/latest/meta-data/iam/security-credentials/role",
        """
        {"AccessKeyId":"AKID","SecretAccessKey":"s","Token":"t","Expiration":"2026-01-31T11:11:12Z"}
        """);
    assertThat(new GcpMetadata(http, CLOCK, uri()).token("x").value().reveal()).isEqualTo("tok");
    var azure = new AzureEnvironment(Map.of(), http, CLOCK, uri());
    assertThat(azure.token("https://vault.azure.net/.default").value().reveal()).isEqualTo("tok");
    AwsCredentials aws = new AwsEnvironment(Map.of(), http, CLOCK, uri()).credentials();
    assertThat(aws.accessKeyId()).isEqualTo("AKID");
    assertThat(aws.expires()).contains(Instant.parse("2026-01-31T11:11:12Z"));
    assertThat(aws.toString()).doesNotContain("s]").contains("AKID");
  }

  @Test
  void keysInTheEnvironmentComeFirst() throws IOException {
    var variables = Map.of("AWS_ACCESS_KEY_ID", "A", "AWS_SECRET_ACCESS_KEY", "b");
    assertThat(new AwsEnvironment(variables, http, CLOCK, uri()).credentials().accessKeyId())
        .isEqualTo("A");
    assertThat(bodies).isEmpty();
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static Sensitive<byte[]> secret(String text) {
    return Sensitive.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
