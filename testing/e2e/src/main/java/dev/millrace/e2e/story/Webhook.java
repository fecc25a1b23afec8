package dev.millrace.e2e.story;

import dev.millrace.e2e.cluster.Kind;
import dev.millrace.e2e.cluster.Observed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a Git host does after a push: tells the receiver, signed with the shared token. */
public final class Webhook {
  private Webhook() {}

  /** Calls the receiver of team green. */
  public static void push(Stage stage) {
    Observed receiver =
        stage.cluster().await(Kind.RECEIVER, "team-green", "push", Observed::isReady);
    String body = "{\"ref\":\"refs/heads/main\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stage.receivers() + receiver.text("status.webhookPath")))
            .timeout(Duration.ofSeconds(10))
            .header("X-Signature", "sha256=" + hmac(body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      Expect.isTrue("the receiver should answer 200 and answered " + status, status == 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while calling the receiver", e);
    }
  }

  private static String hmac(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Stage.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
