package dev.millrace.chaos.end;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Kustomizations tell of their past. An attempt that a fault made fail stands there beside
 * those that succeeded: only the latter are the same without the fault.
 */
public final class Histories {
  private static final String STATUS = "status";
  private static final String HISTORY = "history";

  private Histories() {}

  /** The objects, of which Kustomizations tell of what succeeded only. */
  public static List<Map<String, Object>> ofSuccesses(List<Map<String, Object>> objects) {
    return objects.stream().map(Histories::ofSuccesses).toList();
  }

  private static Map<String, Object> ofSuccesses(Map<String, Object> object) {
    if (!"Kustomization".equals(object.get("kind"))
        || !(object.get(STATUS) instanceof Map<?, ?> status)
        || !(status.get(HISTORY) instanceof List<?> history)) {
      return object;
    }
    Map<Object, Object> told = new LinkedHashMap<>(status);
    told.put(HISTORY, history.stream().filter(Histories::succeeded).toList());
    Map<String, Object> result = new LinkedHashMap<>(object);
    result.put(STATUS, told);
    return result;
  }

  private static boolean succeeded(Object attempt) {
    return attempt instanceof Map<?, ?> map
        && "ReconciliationSucceeded".equals(map.get("lastReconciledStatus"));
  }
}
