package dev.millrace.conformance.flux;

import dev.millrace.api.notification.Receiver;
import dev.millrace.apply.object.Tree;
import dev.millrace.controller.notification.receiver.ReceiverRequests;
import dev.millrace.controller.notification.receiver.RejectedCall;
import dev.millrace.controller.notification.receiver.WebhookCall;
import dev.millrace.controller.notification.server.BoundedServer;
import dev.millrace.safety.Sensitive;
import dev.millrace.yaml.GoJson;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The suite {@code receivers}: how webhooks are answered, and what is reconciled then. */
final class ReceiversSuite {
  private static final int TOO_LARGE = 413;

  Map<String, @Nullable Object> answer(Map<String, @Nullable Object> testCase) {
    ListedObjects objects = new ListedObjects(Tree.list(testCase, "clusterObjects"));
    byte[] body = body(testCase);
    int status =
        BoundedServer.accepts(body.length)
            ? requests(testCase, objects)
                .answer(
                    Tree.string(testCase, "requestPath"),
                    new WebhookCall(texts(testCase.get("headers")), body))
            : TOO_LARGE;
    return Map.of("status", (long) status, "reconcileRequested", objects.requested());
  }

  private static ReceiverRequests requests(
      Map<String, @Nullable Object> testCase, ListedObjects objects) {
    Receiver receiver = receiver(testCase);
    return ReceiverRequests.of(
        path ->
            path.equals(receiver.status().webhookPath()) ? Optional.of(receiver) : Optional.empty(),
        _ -> secret(testCase, receiver),
        (_, _, _) -> {
          throw new RejectedCall("no case has a token that holds");
        },
        objects,
        !Boolean.TRUE.equals(testCase.get("noCrossNamespaceRefs")));
  }

  private static Sensitive<Map<String, String>> secret(
      Map<String, @Nullable Object> testCase, Receiver receiver) {
    if (receiver.spec().secretRef() == null) {
      return Sensitive.of(Map.of());
    }
    Map<String, String> values = texts(testCase.get("secret"));
    if (!values.containsKey("token")) {
      throw new RejectedCall("no token");
    }
    return Sensitive.of(values);
  }

  private static Receiver receiver(Map<String, @Nullable Object> testCase) {
    Map<?, ?> given = Tree.map(testCase.get("receiver"));
    boolean ready = Boolean.TRUE.equals(given.get("ready"));
    Map<String, Object> condition =
        Map.of("type", "Ready", "status", ready ? "True" : "False", "reason", "R", "message", "m");
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "notification.toolkit.fluxcd.io/v1");
    tree.put("kind", "Receiver");
    tree.put("metadata", Map.of("name", given.get("name"), "namespace", given.get("namespace")));
    tree.put("spec", given.get("spec"));
    tree.put(
        "status",
        Map.of("webhookPath", testCase.get("webhookPath"), "conditions", List.of(condition)));
    return Serialization.unmarshal(GoJson.write(tree), Receiver.class);
  }

  private static byte[] body(Map<String, @Nullable Object> testCase) {
    if (testCase.get("bodyRepeat") instanceof Map<?, ?> repeat) {
      int count = Integer.parseInt(String.valueOf(repeat.get("count")));
      return String.valueOf(repeat.get("text")).repeat(count).getBytes(StandardCharsets.UTF_8);
    }
    return Tree.string(testCase, "body").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> texts(@Nullable Object map) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (map instanceof Map<?, ?> given) {
      given.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    }
    return texts;
  }
}
