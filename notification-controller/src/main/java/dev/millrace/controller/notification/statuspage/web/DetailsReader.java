package dev.millrace.controller.notification.statuspage.web;

import dev.millrace.controller.notification.statuspage.model.AppliedObject;
import dev.millrace.controller.notification.statuspage.model.Details;
import dev.millrace.controller.notification.statuspage.model.DifferenceLine;
import dev.millrace.controller.notification.statuspage.model.EventLine;
import dev.millrace.controller.notification.statuspage.model.Item;
import dev.millrace.controller.notification.statuspage.model.ItemKey;
import dev.millrace.controller.notification.statuspage.model.ItemReader;
import dev.millrace.controller.notification.statuspage.model.PageBuilder;
import dev.millrace.controller.notification.statuspage.model.Pages;
import dev.millrace.controller.notification.statuspage.model.StatusKind;
import dev.millrace.controller.notification.statuspage.model.WaitChains;
import dev.millrace.controller.notification.statuspage.viewer.Viewer;
import dev.millrace.controller.notification.statuspage.viewer.Viewers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the page about one object shows. */
final class DetailsReader {
  private static final int APPLIED_PER_PAGE = 50;

  private final Viewers viewers;

  DetailsReader(Viewers viewers) {
    this.viewers = viewers;
  }

  /** The page, or why there is none. */
  sealed interface Result {
    /**
     * A page.
     *
     * @param version of all that the viewer sees
     */
    record Shown(Details details, long version) implements Result {}

    /** There is no such object. */
    record NotFound() implements Result {}

    /** The viewer may not see it. */
    record Forbidden() implements Result {}

    /** The API server did not say. */
    record NoAnswer() implements Result {}
  }

  /**
   * Reads the object that a path names: {@code objects}, kind, namespace, name.
   *
   * @param page of the applied objects, from 1
   */
  Result read(Viewer viewer, List<String> path, int page) {
    ItemKey key = new ItemKey(path.get(1), path.get(2), path.get(3));
    Optional<StatusKind> kind = StatusKind.named(key.kind());
    if (kind.isEmpty() || key.namespace().isEmpty() || key.name().isEmpty()) {
      return new Result.NotFound();
    }
    return switch (viewers.look(viewer, kind.get(), key)) {
      case Viewers.Look.Seen seen -> shown(viewer, kind.get(), seen.object(), page);
      case Viewers.Look.Missing _ -> new Result.NotFound();
      case Viewers.Look.Forbidden _ -> new Result.Forbidden();
      case Viewers.Look.Unknown _ -> new Result.NoAnswer();
    };
  }

  private Result shown(
      Viewer viewer, StatusKind kind, Map<String, @Nullable Object> object, int wanted) {
    Item item = ItemReader.read(kind, object);
    Viewer.Sight sight = viewers.sight(viewer);
    Optional<List<EventLine>> events = viewers.events(viewer, item.key());
    List<AppliedObject> applied = AppliedObject.inventoryOf(object);
    Pages pages = Pages.of(wanted, applied.size(), APPLIED_PER_PAGE);
    Details details =
        new Details(
            viewer.name(),
            item,
            new WaitChains(PageBuilder.byKey(sight.snapshot().items())).of(item),
            DifferenceLine.of(item.conditions(), events.orElse(List.of())),
            events.orElse(List.of()),
            events.isPresent() ? "" : "You may not see the events of this namespace.",
            viewers.states(viewer, pages.of(applied, APPLIED_PER_PAGE)),
            pages);
    return new Result.Shown(details, sight.version());
  }
}
