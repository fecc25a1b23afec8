package dev.millrace.chaos.end;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Helm's records of a release, readable. A controller that is killed in the middle of an action
 * leaves a revision that failed, as Helm has it, and the action is done again: such revisions are
 * left out, and the others are counted without them. No other revision may be there.
 */
public final class Releases {
  private static final String PREFIX = "sh.helm.release.v1.";

  private Releases() {}

  /** The objects with records that can be compared, and aliases for the numbers of revisions. */
  public static List<Map<String, Object>> readable(
      Collection<Map<String, Object>> objects, Aliases aliases) {
    List<Map<String, Object>> result = new ArrayList<>();
    SortedMap<Long, Map<String, Object>> kept = new TreeMap<>();
    for (Map<String, Object> object : objects) {
      if (!name(object).startsWith(PREFIX)) {
        result.add(object);
      } else if (!"failed".equals(label(object, "status"))) {
        kept.put(Long.valueOf(label(object, "version")), object);
      }
    }
    SortedMap<Long, Long> numbers = numbers(kept);
    kept.forEach((version, record) -> result.add(readable(record, numbers, version)));
    numbers.forEach(
        (version, number) -> aliases.with("/app.v" + version, "/app.revision" + number));
    return result.stream().map(each -> withoutFailures(each, numbers)).toList();
  }

  private static SortedMap<Long, Long> numbers(SortedMap<Long, Map<String, Object>> kept) {
    SortedMap<Long, Long> numbers = new TreeMap<>();
    kept.keySet().forEach(version -> numbers.put(version, numbers.size() + 1L));
    return numbers;
  }

  private static Map<String, Object> readable(
      Map<String, Object> secret, Map<Long, Long> numbers, Long version) {
    String number = String.valueOf(numbers.get(version));
    Map<String, Object> record = decode(String.valueOf(map(secret, "data").get("release")));
    record.put("version", number);
    if (isCutInstall(numbers.get(version), version) && record.containsKey("info")) {
      Map<String, Object> info = map(record, "info");
      info.replace("description", "Upgrade complete", "Install complete");
      record.put("info", info);
    }
    Map<String, Object> labels = map(map(secret, "metadata"), "labels");
    labels.put("version", number);
    Map<String, Object> metadata = map(secret, "metadata");
    metadata.put("name", name(secret).replaceFirst("\\.v\\d+$", ".v" + number));
    metadata.put("labels", labels);
    Map<String, Object> result = new LinkedHashMap<>(secret);
    result.put("metadata", metadata);
    result.put("release", record);
    result.remove("data");
    return result;
  }

  /** The history in a HelmRelease's status tells of the same revisions. */
  private static Map<String, Object> withoutFailures(
      Map<String, Object> object, Map<Long, Long> numbers) {
    Map<String, Object> status = map(object, "status");
    if (!"HelmRelease".equals(object.get("kind"))
        || !(status.get("history") instanceof List<?> history)) {
      return object;
    }
    status.put(
        "history",
        history.stream()
            .map(each -> numbered((Map<?, ?>) each, numbers))
            .filter(each -> !each.isEmpty())
            .toList());
    Map<String, Object> result = new LinkedHashMap<>(object);
    result.put("status", status);
    return result;
  }

  private static Map<Object, Object> numbered(Map<?, ?> snapshot, Map<Long, Long> numbers) {
    Map<Object, Object> result = new LinkedHashMap<>(snapshot);
    Long number = numbers.get(Long.valueOf(String.valueOf(snapshot.get("version"))));
    if (number == null && "failed".equals(snapshot.get("status"))) {
      return Map.of();
    }
    result.put("version", String.valueOf(number));
    if (isCutInstall(number, Long.valueOf(String.valueOf(snapshot.get("version"))))) {
      result.put("action", "install");
    }
    return result;
  }

  /** What follows an install that was cut is an upgrade, of nothing that was there before. */
  private static boolean isCutInstall(@Nullable Long number, Long version) {
    return number != null && number == 1 && version > 1;
  }

  /** Base64 of the API around Base64 of Helm around gzip. */
  private static Map<String, Object> decode(String data) {
    byte[] inner = Base64.getDecoder().decode(data);
    byte[] packed = Base64.getDecoder().decode(new String(inner, StandardCharsets.US_ASCII));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return mutable(Serialization.unmarshal(json, Map.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Map<String, Object> object) {
    return String.valueOf(map(object, "metadata").get("name"));
  }

  private static String label(Map<String, Object> object, String label) {
    return String.valueOf(map(map(object, "metadata"), "labels").get(label));
  }

  private static Map<String, Object> map(Map<String, Object> tree, String key) {
    return tree.get(key) instanceof Map<?, ?> map ? mutable(map) : new LinkedHashMap<>();
  }

  private static Map<String, Object> mutable(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }
}
