package dev.millrace.controller.notification.statuspage.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * Names one object of the suite; its kinds have different names, so that the group says nothing.
 *
 * @param namespace of the object
 */
public record ItemKey(String kind, String namespace, String name) implements Comparable<ItemKey> {
  private static final Comparator<ItemKey> BY_PLACE =
      Comparator.comparing(ItemKey::namespace)
          .thenComparing(ItemKey::name)
          .thenComparing(ItemKey::kind);

  /** Where the page about it is. */
  public String path() {
    return "/objects/%s/%s/%s".formatted(encoded(kind), encoded(namespace), encoded(name));
  }

  /** As messages name it: {@code Kind namespace/name}. */
  @Override
  public String toString() {
    return "%s %s/%s".formatted(kind, namespace, name);
  }

  @Override
  public int compareTo(ItemKey other) {
    return BY_PLACE.compare(this, other);
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
