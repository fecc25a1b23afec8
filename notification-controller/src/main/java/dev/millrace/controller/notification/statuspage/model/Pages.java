package dev.millrace.controller.notification.statuspage.model;

import java.util.List;

/**
 * A list that is shown a page at a time.
 *
 * @param number of this page, from 1
 * @param last number of the last page, at least 1
 */
public record Pages(int number, int last) {

  /** The page of that number, or the nearest there is. */
  public static Pages of(int wanted, int entries, int perPage) {
    int last = Math.max(1, Math.ceilDiv(entries, perPage));
    return new Pages(Math.clamp(wanted, 1, last), last);
  }

  /** Those of the entries that are on this page. */
  public <T> List<T> of(List<T> entries, int perPage) {
    return entries.stream().skip((long) (number - 1) * perPage).limit(perPage).toList();
  }

  /** Whether there is a page before this one. */
  public boolean hasPrevious() {
    return number > 1;
  }

  /** Whether there is a page after this one. */
  public boolean hasNext() {
    return number < last;
  }

  /** The number of the page before. */
  public int previous() {
    return number - 1;
  }

  /** The number of the page after. */
  public int next() {
    return number + 1;
  }

  /** Whether there is more than one page. */
  public boolean areMany() {
    return last > 1;
  }
}
