package dev.millrace.controller.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.notification.Receiver;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY-CASES.md rows 20 to 22: whatever is sent, the answer is no server error. */
class HostileCallsTest {
  private static final String TOKEN = "t";
  private static final List<String> HEADERS =
      List.of(
          "X-Signature",
          "X-Hub-Signature",
          "X-Hub-Signature-256",
          "X-Gitlab-Token",
          "X-Nexus-Webhook-Signature",
          "Authorization",
          "Content-Type",
          "X-GitHub-Event",
          "X-Event-Key",
          "Ce-Type");
  private static final List<String> VALUES =
      List.of(
          "",
          "=",
          "sha256=",
          "sha256=zz",
          "sha1=\u0000",
          "Bearer ",
          "Bearer a.b.c",
          "Bearer ..",
          "Bearer e30.e30.",
          "Bearer eyJpc3MiOjV9.eyJpc3MiOltdfQ.AA",
          "t",
          "application/json",
          "application/json;",
          "application/json,,",
          "x".repeat(5_000));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generic",
        "generic-hmac",
        "generic-oidc",
        "github",
        "gitlab",
        "bitbucket",
        "harbor",
        "dockerhub",
        "quay",
        "gcr",
        "nexus",
        "acr",
        "cdevents"
      })
  void row20Row21Row22NoCallCausesAServerError(String type) {
    ReceiverRequests requests = requests(type);
    Random random = new Random(type.hashCode());
    List<byte[]> bodies = bodies(random);
    for (int i = 0; i < 2_000; i++) {
      Map<String, String> headers = new LinkedHashMap<>();
      for (String header : HEADERS) {
        if (random.nextBoolean()) {
          headers.put(header, VALUES.get(random.nextInt(VALUES.size())));
        }
      }
      byte[] body = bodies.get(random.nextInt(bodies.size()));
      assertThat(requests.answer("/hook/x", new WebhookCall(headers, body)))
          .as("%s with %s", type, headers)
          .isIn(200, 400);
    }
  }

  private static List<byte[]> bodies(Random random) {
    List<byte[]> bodies = new ArrayList<>();
    for (String text :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "5",
            "\"x\"",
            "{\"push_data\":null,\"repository\":[]}",
            "{\"push_data\":{\"tag\":{}},\"updated_tags\":[[]]}",
            "{\"target\":5,\"action\":[],\"message\":{\"data\":\"%%%\"}}",
            "{\"message\":{\"data\":\"" + "A".repeat(100_000) + "\"}}",
            "{\"context\":{\"type\":\"dev.cdevents.change.merged.9999999999999.2.0\"}}",
            "{\"context\":[],\"subject\":null}",
            "[".repeat(5_000),
            "{\"a\":".repeat(5_000),
            "{\"a\":1e999999999}",
            "\ud83d",
            "{\"\u0000\":\"\u0000\"}")) {
      bodies.add(text.getBytes(StandardCharsets.UTF_8));
    }
    for (int i = 0; i < 30; i++) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      bodies.add(noise);
    }
    return bodies;
  }

  private static ReceiverRequests requests(String type) {
    String access =
        type.equals("generic-oidc")
            ? "oidcProviders: [{issuerURL: 'https://i', validations: [{expression: 'true', message: m}]}]"
            : "secretRef: {name: s}";
    Receiver receiver =
        Serialization.unmarshal(
            """
            apiVersion: notification.toolkit.fluxcd.io/v1
            kind: Receiver
            metadata: {name: r, namespace: n}
            spec: {type: %s, %s, resources: [{kind: GitRepository, name: a}]}
            status: {conditions: [{type: Ready, status: 'True', reason: r, message: m}]}
            """
                .formatted(type, access),
            Receiver.class);
    return ReceiverRequests.of(
        _ -> Optional.of(receiver),
        _ -> Sensitive.of(Map.of("token", TOKEN, "email", "e", "audience", "a")),
        new OidcTokens(
            _ -> {
              throw new IllegalStateException("nobody asks an issuer for such tokens");
            },
            Clock.systemUTC()),
        new NoObjects(),
        true);
  }

  /** Every object exists. */
  private static final class NoObjects implements ResourceObjects {
    @Override
    public Map<String, @Nullable Object> get(Key key) {
      return Map.of();
    }

    @Override
    public List<Map<String, @Nullable Object>> list(Key key, Map<String, String> labels) {
      return List.of();
    }

    @Override
    public void requestReconciliation(Key key) {}
  }
}
