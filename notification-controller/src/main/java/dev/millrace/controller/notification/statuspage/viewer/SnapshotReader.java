package dev.millrace.controller.notification.statuspage.viewer;

import dev.millrace.apply.object.Tree;
import dev.millrace.controller.notification.statuspage.model.Item;
import dev.millrace.controller.notification.statuspage.model.ItemReader;
import dev.millrace.controller.notification.statuspage.model.Refusal;
import dev.millrace.controller.notification.statuspage.model.Refusal.Problem;
import dev.millrace.controller.notification.statuspage.model.Snapshot;
import dev.millrace.controller.notification.statuspage.model.StatusKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists all objects of the suite that a viewer may see: those of all namespaces, or if they may not
 * list these, those of the namespaces that they named.
 */
final class SnapshotReader {
  private static final int PER_REQUEST = 500;

  private final ApiServer api;
  private final Fan fan;
  private final int mostPerKind;

  /**
   * A reader.
   *
   * @param mostPerKind objects of a kind that are read, for each place that is looked at
   */
  SnapshotReader(ApiServer api, Fan fan, int mostPerKind) {
    this.api = api;
    this.fan = fan;
    this.mostPerKind = mostPerKind;
  }

  /** What a viewer sees now. */
  Snapshot read(Viewer viewer) {
    ViewerToken token = viewer.token();
    List<String> namespaces = viewer.namespaces();
    List<Snapshot> kinds =
        fan.out(Arrays.asList(StatusKind.values()), kind -> readKind(token, namespaces, kind));
    return joined(kinds.stream());
  }

  private Snapshot readKind(ViewerToken token, List<String> namespaces, StatusKind kind) {
    Snapshot everywhere = list(token, kind, "");
    boolean isForbidden =
        everywhere.refusals().stream().anyMatch(each -> each.problem() == Problem.FORBIDDEN);
    return isForbidden && !namespaces.isEmpty()
        ? joined(namespaces.stream().map(namespace -> list(token, kind, namespace)))
        : everywhere;
  }

  private Snapshot list(ViewerToken token, StatusKind kind, String namespace) {
    List<Item> items = new ArrayList<>();
    List<Refusal> refusals =
        readPages(token, kind, namespace, items).stream()
            .map(problem -> new Refusal(kind.plural(), namespace, problem))
            .toList();
    return new Snapshot(items, refusals);
  }

  /** Adds what there is to the items, and says what kept it from reading all. */
  private Optional<Problem> readPages(
      ViewerToken token, StatusKind kind, String namespace, List<Item> items) {
    String place = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
    String path =
        "/apis/%s%s/%s?limit=%d".formatted(kind.apiVersion(), place, kind.plural(), PER_REQUEST);
    String next = "";
    do {
      ApiAnswer answer = api.get(token, path + next);
      if (!(answer instanceof ApiAnswer.Found found)) {
        return problem(answer);
      }
      Tree.list(found.tree(), "items")
          .forEach(each -> items.add(ItemReader.read(kind, Tree.map(each))));
      next = continuation(found.tree());
    } while (!next.isEmpty() && items.size() < mostPerKind);
    return next.isEmpty() ? Optional.empty() : Optional.of(Problem.TOO_MANY);
  }

  private static String continuation(Map<String, @Nullable Object> list) {
    String more = Tree.string(list, "metadata", "continue");
    return more.isEmpty() ? "" : "&continue=" + URLEncoder.encode(more, StandardCharsets.UTF_8);
  }

  /** A kind that is not installed is no problem. */
  private static Optional<Problem> problem(ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Found _, ApiAnswer.Missing _ -> Optional.empty();
      case ApiAnswer.Forbidden _ -> Optional.of(Problem.FORBIDDEN);
      case ApiAnswer.Unusable _ -> Optional.of(Problem.NO_ANSWER);
    };
  }

  private static Snapshot joined(Stream<Snapshot> parts) {
    List<Item> items = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    parts.forEach(
        part -> {
          items.addAll(part.items());
          refusals.addAll(part.refusals());
        });
    return new Snapshot(items, refusals);
  }
}
