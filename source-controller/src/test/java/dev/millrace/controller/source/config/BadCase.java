package dev.millrace.controller.source.config;

import dev.millrace.api.meta.ReconciledObject;
import java.util.List;

/**
 * Something that can't work.
 *
 * @param yaml the object; its name is the case's
 * @param ready the reason of {@code Ready=False}
 * @param fragments of the message
 */
record BadCase(
    String name,
    Class<? extends ReconciledObject<?>> kind,
    String yaml,
    String ready,
    boolean stalls,
    List<String> fragments) {
  @Override
  public String toString() {
    return kind.getSimpleName() + " " + name;
  }

  static BadCase of(
      String name,
      Class<? extends ReconciledObject<?>> kind,
      String yaml,
      String ready,
      String... fragments) {
    boolean stalls = List.of("URLInvalid", "InvalidChartReference").contains(ready);
    return new BadCase(name, kind, yaml, ready, stalls, List.of(fragments));
  }
}
