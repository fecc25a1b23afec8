package dev.millrace.controller.notification.statuspage.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says of an object that is not ready which other one holds it up, and which one holds up that. */
public final class WaitChains {
  private static final int LONGEST = 50;
  private static final String NEEDS = "needs";
  private static final String MADE_FROM = "is made from";

  private final Map<ItemKey, Item> items;

  /** Chains among these objects; those that are not among them can't be looked behind. */
  public WaitChains(Map<ItemKey, Item> items) {
    this.items = items;
  }

  /**
   * What an object waits for, from the nearest to the cause; empty if it is ready, or if nothing
   * that it needs is to blame. A circle ends where it closes.
   */
  public List<Wait> of(Item item) {
    List<Wait> chain = new ArrayList<>();
    Set<ItemKey> passed = new LinkedHashSet<>(List.of(item.key()));
    Optional<Wait> next = blocker(item);
    while (next.isPresent() && chain.size() < LONGEST) {
      Wait wait = next.get();
      chain.add(wait);
      next = passed.add(wait.key()) ? blockerOf(wait.key()) : Optional.empty();
    }
    return List.copyOf(chain);
  }

  private Optional<Wait> blockerOf(ItemKey key) {
    return Optional.ofNullable(items.get(key)).flatMap(this::blocker);
  }

  private Optional<Wait> blocker(Item item) {
    if (item.health() == Health.READY || item.suspended()) {
      return Optional.empty();
    }
    return Stream.concat(
            item.source().stream().map(source -> wait(MADE_FROM, source, item)),
            item.dependsOn().stream().map(needed -> wait(NEEDS, needed, item)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * A link, unless the other one is ready. One that can't be seen counts only when the object
   * itself says that it waits: it may well be ready.
   */
  private Optional<Wait> wait(String relation, ItemKey key, Item waiting) {
    Item other = items.get(key);
    if (other == null) {
      return waiting.health() == Health.WAITING
          ? Optional.of(
              new Wait(
                  relation,
                  key,
                  Health.UNKNOWN,
                  false,
                  "",
                  MaskedText.of("does not exist, or you may not see it")))
          : Optional.empty();
    }
    return isFine(other)
        ? Optional.empty()
        : Optional.of(
            new Wait(relation, key, other.health(), true, other.reason(), other.summary()));
  }

  /** A suspended one is as good as what it made before. */
  private static boolean isFine(Item other) {
    return other.health() == Health.READY
        || (other.suspended()
            && other.conditions().stream().anyMatch(each -> each.is("Ready", "True")));
  }
}
