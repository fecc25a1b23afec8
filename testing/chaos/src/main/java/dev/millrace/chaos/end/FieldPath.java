package dev.millrace.chaos.end;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value is.
 *
 * @param steps names of fields, positions in lists, or what tells the entries of a list apart
 */
record FieldPath(String kind, String name, List<String> steps) {
  FieldPath {
    steps = List.copyOf(steps);
  }

  FieldPath plus(String step) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(step);
    return new FieldPath(kind, name, longer);
  }

  @Override
  public String toString() {
    return kind + "/" + name + " " + String.join(".", steps);
  }
}
