package dev.millrace.controller.notification.statuspage.model;

import java.util.List;
import java.util.Optional;

/**
 * An object of the suite, as far as the page shows it.
 *
 * @param summary what it says of itself: the message of the condition that decides
 * @param reason the reason of that condition
 * @param since when that condition changed
 * @param revision what is in effect; empty before the first success
 * @param attempted what was tried last, when that is not in effect
 * @param lastReconciled when it was last successful, as far as its status tells
 * @param address what it reads from, when it is a source
 * @param link {@code address} when a browser may follow it, else empty
 * @param source what it is made from
 * @param dependsOn what has to be ready before it
 * @param applied the first of the objects that it applied
 * @param appliedCount how many there are
 */
public record Item(
    ItemKey key,
    Health health,
    MaskedText summary,
    String reason,
    String since,
    boolean suspended,
    String revision,
    String attempted,
    String lastReconciled,
    MaskedText address,
    String link,
    Optional<ItemKey> source,
    List<ItemKey> dependsOn,
    List<AppliedObject> applied,
    int appliedCount,
    List<Condition> conditions) {

  public Item {
    dependsOn = List.copyOf(dependsOn);
    applied = List.copyOf(applied);
    conditions = List.copyOf(conditions);
  }

  /** Whether it is made from another object. */
  public boolean hasSource() {
    return source.isPresent();
  }

  /** The name of what it is made from; empty if that is nothing. */
  public String sourceName() {
    return source.map(ItemKey::toString).orElse("");
  }

  /** Where the page about what it is made from is. */
  public String sourcePath() {
    return source.map(ItemKey::path).orElse("");
  }

  /** Whether a browser may follow the address. */
  public boolean hasLink() {
    return !link.isEmpty();
  }

  /** How many applied objects are not among {@link #applied}. */
  public int moreApplied() {
    return appliedCount - applied.size();
  }
}
