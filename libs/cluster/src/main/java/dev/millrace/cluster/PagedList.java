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
  private static final int GONE = 410;

  /** Asks for one page. */
  @FunctionalInterface
  interface Pages {
    /** The answer to a list request. */
    Map<String, @Nullable Object> get(RequestPath request);
  }

  /**
   * Reads.
   *
   * @param path makes the path of the list anew for each page
   * @param maxObjects how many objects may come
   * @throws ApiFailure if the server refuses or there are more
   */
  static PagedList read(
      WatchTarget target, Transport transport, Supplier<RequestPath> path, int maxObjects) {
    return read(
        target,
        request -> transport.send("GET", request, null),
        path,
        new Bounds(transport.limits().listPageSize(), maxObjects));
  }

  /**
   * How much may come.
   *
   * @param pageSize how many objects a page has
   * @param objects how many objects there may be
   */
  record Bounds(int pageSize, int objects) {}

  /**
   * Reads page by page. The server forgets where a list was interrupted after a few minutes; what
   * it said so far is of no use then, and the whole is asked for at once.
   */
  static PagedList read(
      WatchTarget target, Pages pages, Supplier<RequestPath> path, Bounds bounds) {
    Reading reading = new Reading(target, bounds);
    while (!reading.isComplete()) {
      RequestPath page = path.get().query("limit", Integer.toString(bounds.pageSize()));
      if (!reading.next.isEmpty()) {
        page.query("continue", reading.next);
      }
      try {
        reading.add(pages.get(page));
      } catch (ApiFailure failure) {
        if (failure.status() != GONE || reading.next.isEmpty()) {
          throw failure;
        }
        reading = new Reading(target, bounds);
        reading.add(pages.get(path.get()));
      }
    }
    return new PagedList(reading.found, reading.version);
  }

  /** What came so far. */
  private static final class Reading {
    private final WatchTarget target;
    private final Bounds bounds;
    private final List<KubeObject> found = new ArrayList<>();
    private String next = "";
    private String version = "";
    private boolean begun;

    Reading(WatchTarget target, Bounds bounds) {
      this.target = target;
      this.bounds = bounds;
    }

    boolean isComplete() {
      return begun && next.isEmpty();
    }

    void add(Map<String, @Nullable Object> list) {
      begun = true;
      Tree.list(list, "items").forEach(item -> found.add(complete(target, item)));
      next = Tree.string(list, "metadata", "continue");
      version = Tree.string(list, "metadata", "resourceVersion");
      if (found.size() > bounds.objects()) {
        throw ApiFailure.answered(
            413,
            "TooLarge",
            "there are more than " + bounds.objects() + " objects of " + target.kind());
      }
    }
  }

  /** Items of a list do not tell their kind. */
  private static KubeObject complete(WatchTarget target, @Nullable Object item) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(Tree.map(item));
    tree.put("apiVersion", target.apiVersion());
    tree.put("kind", target.kind());
    return KubeObject.of(tree);
  }
}
