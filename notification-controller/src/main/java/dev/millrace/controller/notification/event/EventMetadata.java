package dev.millrace.controller.notification.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts together what is known beside the message: annotations of the object, the alert's own
 * metadata and summary, and the facts of the controller (FLUX.md 5.3).
 */
public final class EventMetadata {
  private static final String ANNOTATION_PREFIX = "event.toolkit.fluxcd.io/";
  private static final List<String> INTERNAL = List.of("checksum", "digest", "token");

  private EventMetadata() {}

  /**
   * The metadata of an event for one alert, later sources winning: object annotations, the alert's
   * metadata, the alert's summary, the controller. Metadata that none of them explains is kept as
   * it was posted if there is no other.
   *
   * @param summary the alert's deprecated summary field; empty when not set
   */
  public static Map<String, String> combine(
      Event event, Map<String, String> alertMetadata, String summary) {
    Map<String, String> combined = new TreeMap<>(stripped(event, ANNOTATION_PREFIX));
    combined.putAll(alertMetadata);
    if (!summary.isEmpty()) {
      combined.put("summary", summary);
    }
    combined.putAll(stripped(event, event.involvedObject().group() + "/"));
    return combined.isEmpty() ? event.metadata() : combined;
  }

  /**
   * The keys that more than one source gives: object annotations, the alert's metadata, its summary
   * and the controller. The last of these wins.
   */
  public static Set<String> conflicts(
      Event event, Map<String, String> alertMetadata, String summary) {
    Set<String> seen = new TreeSet<>(stripped(event, ANNOTATION_PREFIX).keySet());
    Set<String> conflicts = new TreeSet<>();
    for (Set<String> keys :
        List.of(
            alertMetadata.keySet(),
            summary.isEmpty() ? Set.<String>of() : Set.of("summary"),
            stripped(event, event.involvedObject().group() + "/").keySet())) {
      keys.stream().filter(key -> !seen.add(key)).forEach(conflicts::add);
    }
    return conflicts;
  }

  /** The metadata without the keys that are no news to people. */
  public static Map<String, String> published(Map<String, String> combined) {
    Map<String, String> published = new TreeMap<>(combined);
    INTERNAL.forEach(published::remove);
    return published;
  }

  private static Map<String, String> stripped(Event event, String prefix) {
    Map<String, String> found = new LinkedHashMap<>();
    event
        .metadata()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
              }
            });
    return found;
  }
}
