package dev.millrace.gotemplate.value;

/**
 * A map whose keys are other values than strings. Its entries are stored under texts that are in
 * the order of the keys; templates that range over the map, and printing, see the keys themselves.
 */
public interface ValueKeys {
  /** The key that an entry is stored for. */
  Object keyOf(String stored);

  /** The key of a map's entry as templates see it. */
  static Object visible(Object map, String stored) {
    return map instanceof ValueKeys keys ? keys.keyOf(stored) : stored;
  }
}
