package dev.millrace.chaos.end;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that are different in every play and mean the same: of its namespace, its commits, its
 * objects' ids.
 */
public final class Aliases {
  private final Map<String, String> aliases = new HashMap<>();

  /** Says what a name is called instead. */
  public Aliases with(String name, String alias) {
    aliases.put(name, alias);
    return this;
  }

  /** A text with the aliases; longer names go first. */
  public String in(String text) {
    String result = text;
    for (String name : names()) {
      result = result.replace(name, aliases.getOrDefault(name, name));
    }
    return result;
  }

  private List<String> names() {
    return aliases.keySet().stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }
}
