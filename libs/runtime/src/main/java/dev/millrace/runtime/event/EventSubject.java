package dev.millrace.runtime.event;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The object an event is about.
 *
 * @param annotations those of the object that belong into its events' metadata, with their full
 *     keys ({@code event.toolkit.fluxcd.io/…})
 */
public record EventSubject(
    String apiVersion,
    String kind,
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    Map<String, String> annotations) {

  static final String ANNOTATION_PREFIX = "event.toolkit.fluxcd.io/";

  /** Copies the annotations. */
  public EventSubject {
    annotations = Map.copyOf(annotations);
  }

  /** What events need of an object. */
  public static EventSubject of(HasMetadata object) {
    ObjectMeta meta = object.getMetadata();
    return new EventSubject(
        object.getApiVersion(),
        object.getKind(),
        orEmpty(meta.getNamespace()),
        meta.getName(),
        orEmpty(meta.getUid()),
        orEmpty(meta.getResourceVersion()),
        eventAnnotations(meta));
  }

  /** The API group; empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  private static Map<String, String> eventAnnotations(ObjectMeta meta) {
    Map<String, String> found = new LinkedHashMap<>();
    Map<String, String> all = meta.getAnnotations();
    if (all != null) {
      all.forEach(
          (key, value) -> {
            if (key.startsWith(ANNOTATION_PREFIX) && value != null) {
              found.put(key, value);
            }
          });
    }
    return found;
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
