package dev.millrace.bench.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The workloads that there are. */
public record Catalogue(List<Entry> entries) {
  /** Copies the list. */
  public Catalogue {
    entries = List.copyOf(entries);
  }

  /**
   * A workload and what has to be known of it.
   *
   * @param id such as {@code W1}
   * @param shows a sentence that says what its size counts and what is to be seen
   * @param anchor what Flux or others published; empty where nobody did
   * @param factory makes one of a size, to be used once
   */
  public record Entry(
      String id,
      String title,
      String shows,
      int usualSize,
      String anchor,
      IntFunction<Workload> factory) {}

  /**
   * The entries of some names, in the order of the catalogue.
   *
   * @param names ids in any case, separated by spaces or commas; blank for all
   */
  List<Entry> named(String names) {
    if (names.isBlank()) {
      return entries;
    }
    List<String> wanted = Arrays.asList(names.strip().toUpperCase(Locale.ROOT).split("[\\s,]+"));
    List<String> known = entries.stream().map(Entry::id).toList();
    wanted.stream()
        .filter(each -> !known.contains(each))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw new IllegalArgumentException(
                  "there is no workload %s; there are %s"
                      .formatted(unknown, known.stream().collect(Collectors.joining(", "))));
            });
    return entries.stream().filter(each -> wanted.contains(each.id())).toList();
  }
}
