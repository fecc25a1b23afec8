package dev.millrace.controller.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.millrace.api.notification.Receiver;
import dev.millrace.controller.notification.provider.Hmac;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SECURITY-CASES.md row 21: calls that prove themselves, whose payload is wrong in one place. Each
 * field in turn is missing, null, of another type, an empty list, a huge list or deeply nested.
 */
class MutatedPayloadsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "t0ken";
  private static final int BODY_LIMIT = 3 * 1024 * 1024;
  private static final long ALLOCATION_LIMIT = 100L * 1024 * 1024;
  private static final Map<String, String> PAYLOADS =
      Map.ofEntries(
          Map.entry("generic", "{'ref':'main','commits':[{'id':'1'}]}"),
          Map.entry("generic-hmac", "{'ref':'main','commits':[{'id':'1'}]}"),
          Map.entry("generic-oidc", "{'ref':'main'}"),
          Map.entry("github", "{'ref':'main','repository':{'full_name':'o/r'},'commits':[]}"),
          Map.entry("gitlab", "{'object_kind':'push','project':{'id':1},'commits':[{}]}"),
          Map.entry("bitbucket", "{'push':{'changes':[{'new':{'name':'main'}}]}}"),
          Map.entry("harbor", "{'type':'PUSH_ARTIFACT','event_data':{'resources':[{'tag':'1'}]}}"),
          Map.entry("dockerhub", "{'push_data':{'tag':'1'},'repository':{'repo_url':'https://x'}}"),
          Map.entry("quay", "{'docker_url':'quay.io/o/r','updated_tags':['1','2']}"),
          Map.entry("gcr", "{'action':'INSERT','digest':'x@sha256:1','tag':'x:1'}"),
          Map.entry("nexus", "{'action':'UPDATED','repositoryName':'r','component':{'name':'c'}}"),
          Map.entry("acr", "{'action':'push','target':{'repository':'r','tag':'1'}}"),
          Map.entry(
              "cdevents",
              "{'context':{'version':'0.4.1','id':'1','source':'/s','type':"
                  + "'dev.cdevents.change.merged.0.2.0','timestamp':'2026-01-01T00:00:00Z'},"
                  + "'subject':{'id':'c','type':'change','content':{'repository':{'id':'r'}}}}"));

  private final List<JsonNode> wrongValues = wrongValues();

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
  void row21AWrongFieldIsNoServerError(String type) throws Exception {
    ReceiverRequests requests = requests(type);
    String payload = PAYLOADS.getOrDefault(type, "").replace('\'', '"');
    assertThat(answer(requests, type, JSON.readTree(payload)))
        .as("the right payload")
        .isEqualTo(200);
    for (JsonNode mutant : mutants(JSON.readTree(payload))) {
      assertThat(answer(requests, type, mutant)).as("%s with %.200s", type, mutant).isIn(200, 400);
    }
  }

  /** Row 20: what one call allocates is bounded, whatever its three megabytes hold. */
  @ParameterizedTest
  @ValueSource(strings = {"dockerhub", "quay", "acr", "cdevents", "gcr", "nexus", "generic"})
  void row20AHostileBodyAllocatesLittle(String type) {
    ReceiverRequests requests = requests(type);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (String unit : List.of("[],", "{},", "1,", "\"\\u0001\",", "{\"a\":[[]]},")) {
      String list = unit.repeat((BODY_LIMIT - 100) / unit.length());
      byte[] body = ("{\"a\":[" + list + "1]}").getBytes(StandardCharsets.UTF_8);
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThat(requests.answer("/hook/x", new WebhookCall(headers(type, body), body)))
          .isIn(200, 400);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("%s with many %s", type, unit)
          .isLessThan(ALLOCATION_LIMIT);
    }
  }

  private int answer(ReceiverRequests requests, String type, JsonNode payload) {
    byte[] body = body(type, payload.toString());
    return requests.answer("/hook/x", new WebhookCall(headers(type, body), body));
  }

  /** Pub/Sub wraps what happened. */
  private static byte[] body(String type, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return type.equals("gcr")
        ? "{\"message\":{\"data\":\"%s\"}}"
            .formatted(Base64.getEncoder().encodeToString(bytes))
            .getBytes(StandardCharsets.UTF_8)
        : bytes;
  }

  private static Map<String, String> headers(String type, byte[] body) {
    byte[] key = TOKEN.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    switch (type) {
      case "generic-hmac" -> headers.put("X-Signature", "sha256=" + Hmac.SHA256.hex(key, body));
      case "github", "bitbucket" ->
          headers.put("X-Hub-Signature-256", "sha256=" + Hmac.SHA256.hex(key, body));
      case "gitlab" -> headers.put("X-Gitlab-Token", TOKEN);
      case "harbor" -> headers.put("Authorization", TOKEN);
      case "nexus" -> headers.put("X-Nexus-Webhook-Signature", Hmac.SHA1.hex(key, body));
      case "gcr", "generic-oidc" ->
          headers.put("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2kifQ.AA");
      case "cdevents" -> headers.put("Ce-Type", "cd.change.merged.v1");
      default -> {}
    }
    return headers;
  }

  /** The payload with each of its fields in turn replaced by each wrong value, or left out. */
  private List<JsonNode> mutants(JsonNode payload) {
    List<JsonNode> mutants = new ArrayList<>(wrongValues);
    for (String name : names(payload)) {
      ObjectNode without = payload.deepCopy();
      without.remove(name);
      mutants.add(without);
      for (JsonNode wrong : wrongValues) {
        mutants.add(payload.<ObjectNode>deepCopy().set(name, wrong));
      }
      if (payload.get(name).isObject()) {
        for (JsonNode inner : mutants(payload.get(name))) {
          mutants.add(payload.<ObjectNode>deepCopy().set(name, inner));
        }
      }
    }
    return mutants;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<JsonNode> wrongValues() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ArrayNode huge = json.arrayNode();
    for (int i = 0; i < 1_000; i++) {
      huge.add(i);
    }
    JsonNode deep = json.arrayNode();
    for (int i = 0; i < 400; i++) {
      deep = json.arrayNode().add(deep);
    }
    return List.of(
        json.nullNode(),
        json.numberNode(1e300),
        json.booleanNode(true),
        json.textNode(""),
        json.textNode("\u0000\ud800"),
        json.arrayNode(),
        json.arrayNode().addNull(),
        json.objectNode(),
        huge,
        deep);
  }

  private static ReceiverRequests requests(String type) {
    String access =
        type.equals("generic-oidc")
            ? "oidcProviders: [{issuerURL: 'https://i', validations: [{expression: 'true', message:"
                + " m}]}]"
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
        (_, _, _) -> claims(),
        new EverythingExists(),
        true);
  }

  private static Map<String, @Nullable Object> claims() {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("email", "e");
    claims.put("email_verified", true);
    return claims;
  }

  private static final class EverythingExists implements ResourceObjects {
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
