package dev.millrace.controller.notification.statuspage.model;

import dev.millrace.apply.object.Tree;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes from an object what the page shows of it, and nothing else. */
public final class ItemReader {
  private static final int MOST_APPLIED = 12;
  private static final int MOST_DEPENDENCIES = 100;

  private ItemReader() {}

  /** The object, as far as the page shows it. */
  public static Item read(StatusKind kind, Map<String, @Nullable Object> object) {
    ItemKey key =
        new ItemKey(
            kind.kind(),
            Words.of(object, "metadata", "namespace"),
            Words.of(object, "metadata", "name"));
    List<Condition> conditions = Condition.of(object);
    Verdict verdict = Verdict.of(kind, object, conditions);
    List<AppliedObject> applied = AppliedObject.inventoryOf(object);
    String revision = revision(object);
    String attempted = Words.of(object, "status", "lastAttemptedRevision");
    String address = address(object);
    return new Item(
        key,
        verdict.health(),
        verdict.summary(),
        verdict.reason(),
        verdict.since(),
        Boolean.TRUE.equals(Tree.get(object, "spec", "suspend")),
        revision,
        attempted.equals(revision) ? "" : attempted,
        lastReconciled(object),
        MaskedText.of(address),
        Links.of(address),
        References.source(key, object),
        References.dependencies(key, object).stream().limit(MOST_DEPENDENCIES).toList(),
        applied.stream().limit(MOST_APPLIED).toList(),
        applied.size(),
        conditions);
  }

  private static String revision(Map<String, @Nullable Object> object) {
    return first(
        Words.of(object, "status", "lastAppliedRevision"),
        Words.of(object, "status", "artifact", "revision"),
        releasedChart(object),
        Words.of(object, "status", "latestRef", "tag"),
        Words.of(object, "status", "lastPushCommit"),
        Words.of(object, "status", "lastScanResult", "revision"));
  }

  private static String releasedChart(Map<String, @Nullable Object> object) {
    List<@Nullable Object> history = Tree.list(object, "status", "history");
    return history.isEmpty() ? "" : Words.of(history.getFirst(), "chartVersion");
  }

  private static String lastReconciled(Map<String, @Nullable Object> object) {
    List<@Nullable Object> history = Tree.list(object, "status", "history");
    @Nullable Object newest = history.isEmpty() ? null : history.getFirst();
    return first(
        Words.of(newest, "lastReconciled"),
        Words.of(newest, "lastDeployed"),
        Words.of(object, "status", "artifact", "lastUpdateTime"),
        Words.of(object, "status", "lastScanResult", "scanTime"),
        Words.of(object, "status", "lastAutomationRunTime"));
  }

  private static String address(Map<String, @Nullable Object> object) {
    return first(
        Tree.string(object, "spec", "url"),
        Tree.string(object, "spec", "image"),
        Tree.string(object, "spec", "endpoint"));
  }

  private static String first(String... candidates) {
    return Stream.of(candidates).filter(each -> !each.isEmpty()).findFirst().orElse("");
  }
}
