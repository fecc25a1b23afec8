package dev.millrace.controller.notification.statuspage.model;

import dev.millrace.controller.notification.statuspage.model.Page.Count;
import dev.millrace.controller.notification.statuspage.model.Page.Listing;
import dev.millrace.controller.notification.statuspage.model.StatusKind.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the page of all objects from what a viewer may see. */
public final class PageBuilder {
  private static final int ROWS_PER_PAGE = 200;
  private static final int MOST_TROUBLES = 50;
  private static final int MOST_LISTED = 100;
  private static final Comparator<Item> WORST_FIRST =
      Comparator.comparing(Item::health).thenComparing(Item::key);

  private final Snapshot snapshot;
  private final Filter filter;
  private final WaitChains waits;

  private PageBuilder(Snapshot snapshot, Filter filter) {
    this.snapshot = snapshot;
    this.filter = filter;
    this.waits = new WaitChains(byKey(snapshot.items()));
  }

  /**
   * Makes the page.
   *
   * @param viewer as the API server names them
   * @param page which of the pages of trees is wanted, from 1
   */
  public static Page build(String viewer, Snapshot snapshot, Filter filter, int page) {
    return new PageBuilder(snapshot, filter).build(viewer, page);
  }

  /** The objects by their names. */
  public static Map<ItemKey, Item> byKey(List<Item> items) {
    Map<ItemKey, Item> byKey = new LinkedHashMap<>();
    items.forEach(item -> byKey.put(item.key(), item));
    return byKey;
  }

  private Page build(String viewer, int page) {
    List<Branch> trees = Forest.of(items(Part.DELIVERY), waits, filter::accepts);
    List<List<Branch>> sheets = sheets(trees);
    Pages pages = Pages.of(page, sheets.size(), 1);
    List<Item> troubled =
        snapshot.items().stream()
            .filter(item -> item.health().isProblem() && filter.accepts(item))
            .toList();
    return new Page(
        viewer,
        filter,
        snapshot.items().stream().map(item -> item.key().namespace()).distinct().sorted().toList(),
        StatusKind.names(),
        counts(),
        entries(troubled.stream()).limit(MOST_TROUBLES).toList(),
        Math.max(0, troubled.size() - MOST_TROUBLES),
        pages.of(sheets, 1).stream().flatMap(List::stream).toList(),
        Stream.of(Part.IMAGE, Part.NOTIFICATION)
            .map(this::listing)
            .filter(listing -> !listing.items().isEmpty())
            .toList(),
        snapshot.refusals(),
        pages);
  }

  /** The trees page by page: as many as fit, at least one. */
  private static List<List<Branch>> sheets(List<Branch> trees) {
    List<List<Branch>> sheets = new ArrayList<>();
    int room = 0;
    for (Branch tree : trees) {
      if (sheets.isEmpty() || tree.rows() > room) {
        sheets.add(new ArrayList<>());
        room = ROWS_PER_PAGE;
      }
      sheets.getLast().add(tree);
      room -= tree.rows();
    }
    return sheets;
  }

  private List<Count> counts() {
    return Arrays.stream(Health.values())
        .map(
            health ->
                new Count(
                    health,
                    (int)
                        snapshot.items().stream().filter(item -> item.health() == health).count()))
        .filter(count -> count.number() > 0)
        .toList();
  }

  private Listing listing(Part part) {
    List<Item> wanted = items(part).stream().filter(filter::accepts).toList();
    return new Listing(
        part.title(),
        entries(wanted.stream()).limit(MOST_LISTED).toList(),
        Math.max(0, wanted.size() - MOST_LISTED));
  }

  private Stream<Entry> entries(Stream<Item> items) {
    return items.sorted(WORST_FIRST).map(item -> new Entry(item, waits.of(item)));
  }

  private List<Item> items(Part part) {
    return snapshot.items().stream()
        .filter(
            item -> StatusKind.named(item.key().kind()).stream().anyMatch(k -> k.part() == part))
        .toList();
  }
}
