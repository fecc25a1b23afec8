package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All objects of a kind, asked for page by page.
 *
 * @param version the resource version from which a watch goes on
 */
record PagedList(List<KubeObject> objects, String version) {
  /**
   * Reads.
   *
   * @param path makes the path of the list anew for each page
   * @param maxObjects how many objects may come
   * @throws ApiFailure if the server refuses or there are more
   */
  static PagedList read(
      WatchTarget target, Transport transport, Supplier<RequestPath> path, int maxObjects) {
    List<KubeObject> found = new ArrayList<>();
    String next = "";
    String version;
    do {
      RequestPath page =
          path.get().query("limit", Integer.toString(transport.limits().listPageSize()));
      if (!next.isEmpty()) {
        page.query("continue", next);
      }
      Map<String, @Nullable Object> list = transport.send("GET", page, null);
      Tree.list(list, "items").forEach(item -> found.add(complete(target, item)));
      next = Tree.string(list, "metadata", "continue");
      version = Tree.string(list, "metadata", "resourceVersion");
      if (found.size() > maxObjects) {
        throw ApiFailure.answered(
            413, "TooLarge", "there are more than " + maxObjects + " objects of " + target.kind());
      }
    } while (!next.isEmpty());
    return new PagedList(found, version);
  }

  /** Items of a list do not tell their kind. */
  private static KubeObject complete(WatchTarget target, @Nullable Object item) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(Tree.map(item));
    tree.put("apiVersion", target.apiVersion());
    tree.put("kind", target.kind());
    return KubeObject.of(tree);
  }
}
