package dev.millrace.controller.notification.statuspage.viewer;

import dev.millrace.apply.object.Tree;
import dev.millrace.controller.notification.statuspage.model.AppliedObject;
import dev.millrace.controller.notification.statuspage.model.AppliedState;
import dev.millrace.controller.notification.statuspage.model.AppliedVerdict;
import dev.millrace.controller.notification.statuspage.model.ItemKey;
import dev.millrace.controller.notification.statuspage.model.StatusKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single reads of a viewer: who they are, one object, its events, an object that was applied. */
final class ViewerReads {
  private static final String REVIEWS = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
  private static final String REVIEW =
      """
      {"apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"}
      """;
  private static final int MOST_EVENTS = 200;

  private final ApiServer api;
  private final AppliedVerdict verdicts;

  ViewerReads(ApiServer api, AppliedVerdict verdicts) {
    this.api = api;
    this.verdicts = verdicts;
  }

  /**
   * The name of a token's owner; empty when the API server can't say.
   *
   * @throws TokenRefused if there is no owner
   */
  Optional<String> owner(ViewerToken token) {
    return switch (api.ask(token, REVIEWS, REVIEW)) {
      case ApiAnswer.Found found ->
          Optional.of(Tree.string(found.tree(), "status", "userInfo", "username"));
      case ApiAnswer.Missing _, ApiAnswer.Forbidden _ -> Optional.of("");
      case ApiAnswer.Unusable _ -> Optional.empty();
    };
  }

  /** An object that the page knows. */
  ApiAnswer object(ViewerToken token, StatusKind kind, ItemKey key) {
    return api.get(
        token,
        "/apis/%s/namespaces/%s/%s/%s"
            .formatted(
                kind.apiVersion(), encoded(key.namespace()), kind.plural(), encoded(key.name())));
  }

  /** Events about an object. */
  ApiAnswer events(ViewerToken token, ItemKey key) {
    String about =
        "involvedObject.kind=%s,involvedObject.name=%s".formatted(key.kind(), key.name());
    return api.get(
        token,
        "/api/v1/namespaces/%s/events?limit=%d&fieldSelector=%s"
            .formatted(encoded(key.namespace()), MOST_EVENTS, encoded(about)));
  }

  /** How an applied object is. Secrets are not read, whatever the viewer may do. */
  AppliedState state(ViewerToken token, AppliedObject object) {
    if (object.isSecret()) {
      return AppliedVerdict.unknown(object, "Secrets are never read");
    }
    Optional<String> path = resourcePath(token, object);
    if (path.isEmpty()) {
      return AppliedVerdict.unknown(object, "the API server does not know this kind");
    }
    return switch (api.get(token, path.get())) {
      case ApiAnswer.Found found -> verdicts.judge(object, found.tree());
      case ApiAnswer.Missing _ -> AppliedVerdict.missing(object);
      case ApiAnswer.Forbidden _ -> AppliedVerdict.unknown(object, "you may not see it");
      case ApiAnswer.Unusable _ -> AppliedVerdict.unknown(object, "the API server gave no answer");
    };
  }

  private Optional<String> resourcePath(ViewerToken token, AppliedObject object) {
    String root =
        object.group().isEmpty()
            ? "/api/" + encoded(object.version())
            : "/apis/%s/%s".formatted(encoded(object.group()), encoded(object.version()));
    return api.get(token, root) instanceof ApiAnswer.Found found
        ? resource(Tree.list(found.tree(), "resources"), object.kind())
            .map(resource -> root + place(resource, object))
        : Optional.empty();
  }

  private static Optional<Map<String, @Nullable Object>> resource(
      List<@Nullable Object> resources, String kind) {
    return resources.stream()
        .map(Tree::map)
        .filter(each -> Tree.string(each, "kind").equals(kind))
        .filter(each -> !Tree.string(each, "name").contains("/"))
        .findFirst();
  }

  private static String place(Map<String, @Nullable Object> resource, AppliedObject object) {
    String namespace =
        Boolean.TRUE.equals(resource.get("namespaced"))
            ? "/namespaces/" + encoded(object.namespace())
            : "";
    return "%s/%s/%s"
        .formatted(namespace, encoded(Tree.string(resource, "name")), encoded(object.name()));
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
