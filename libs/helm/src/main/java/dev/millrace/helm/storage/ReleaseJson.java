package dev.millrace.helm.storage;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartJson;
import dev.millrace.helm.decode.DecodeException;
import dev.millrace.helm.decode.Fields;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.hook.HookExecution;
import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseInfo;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.yaml.StructFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Releases as JSON trees, with the field names and the order that Helm writes. */
public final class ReleaseJson {
  private static final String SOURCE = "the release record";

  private ReleaseJson() {}

  /** The tree of a release; its labels are kept elsewhere. */
  public static StructFields write(Release release) {
    var tree = new StructFields();
    putText(tree, "name", release.name());
    tree.put("info", write(release.info()));
    tree.put("chart", ChartJson.write(release.chart()));
    if (!release.config().isEmpty()) {
      tree.put("config", release.config());
    }
    putText(tree, "manifest", release.manifest());
    if (!release.hooks().isEmpty()) {
      tree.put("hooks", release.hooks().stream().map(ReleaseJson::write).toList());
    }
    tree.put("version", (long) release.version());
    putText(tree, "namespace", release.namespace());
    putText(tree, "apply_method", release.applyMethod().text());
    return tree;
  }

  /** The tree of a release's info. */
  public static StructFields write(ReleaseInfo info) {
    var tree = new StructFields();
    putTime(tree, "first_deployed", info.firstDeployed());
    putTime(tree, "last_deployed", info.lastDeployed());
    putTime(tree, "deleted", info.deleted());
    putText(tree, "description", info.description());
    putText(tree, "status", info.status().text());
    putText(tree, "notes", info.notes());
    return tree;
  }

  /** The tree of a hook. */
  public static StructFields write(Hook hook) {
    var tree = new StructFields();
    putText(tree, "name", hook.name());
    putText(tree, "kind", hook.kind());
    putText(tree, "path", hook.path());
    putText(tree, "manifest", hook.manifest());
    putList(tree, "events", hook.events().stream().map(HookEvent::text).toList());
    tree.put("last_run", write(hook.lastRun()));
    if (hook.weight() != 0) {
      tree.put("weight", hook.weight());
    }
    putList(tree, "delete_policies", hook.deletePolicies());
    putList(tree, "output_log_policies", hook.outputLogPolicies());
    return tree;
  }

  private static StructFields write(HookExecution execution) {
    var tree = new StructFields();
    putTime(tree, "started_at", execution.startedAt());
    putTime(tree, "completed_at", execution.completedAt());
    tree.put("phase", execution.phase().text());
    return tree;
  }

  /**
   * Reads a release from its tree.
   *
   * @param labels the user's labels, which are kept beside the record
   * @throws DecodeException if a field has another form
   */
  public static Release read(@Nullable Object tree, Map<String, String> labels)
      throws DecodeException {
    Fields fields = Fields.of(SOURCE, tree);
    Map<String, Object> config = ValueTrees.asTable(ValueTrees.withDoubles(fields.value("config")));
    Chart chart = ChartJson.read(fields.value("chart"));
    return new Release(
        fields.text("name"),
        fields.text("namespace"),
        (int) fields.integer("version"),
        readInfo(fields.fields("info")),
        chart,
        config == null ? new LinkedHashMap<>() : config,
        fields.text("manifest"),
        readHooks(fields),
        ApplyMethod.of(fields.text("apply_method")),
        labels);
  }

  private static ReleaseInfo readInfo(Fields info) throws DecodeException {
    return new ReleaseInfo(
        readTime(info, "first_deployed"),
        readTime(info, "last_deployed"),
        readTime(info, "deleted"),
        info.text("description"),
        ReleaseStatus.of(info.text("status")),
        info.text("notes"));
  }

  private static List<Hook> readHooks(Fields release) throws DecodeException {
    var hooks = new ArrayList<Hook>();
    for (Object item : release.list("hooks")) {
      hooks.add(
          readHook(Fields.of(SOURCE + ": hooks", Objects.requireNonNullElse(item, Map.of()))));
    }
    return hooks;
  }

  private static Hook readHook(Fields hook) throws DecodeException {
    Fields run = hook.fields("last_run");
    return new Hook(
        hook.text("name"),
        hook.text("kind"),
        hook.text("path"),
        hook.text("manifest"),
        hook.texts("events").stream().map(HookEvent::of).flatMap(Optional::stream).toList(),
        new HookExecution(
            readTime(run, "started_at"),
            readTime(run, "completed_at"),
            HookPhase.of(run.text("phase"))),
        hook.integer("weight"),
        hook.texts("delete_policies"),
        hook.texts("output_log_policies"));
  }

  /** Helm 3 writes an empty text for a time that never was; Go's zero time means the same. */
  private static Optional<Instant> readTime(Fields fields, String name) throws DecodeException {
    String text = fields.text(name);
    if (text.isEmpty() || text.startsWith("0001-01-01T00:00:00")) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      throw new DecodeException(SOURCE + ": " + name + " is no time: " + text);
    }
  }

  private static void putTime(StructFields tree, String name, Optional<Instant> time) {
    time.ifPresent(instant -> tree.put(name, GoTime.format(instant)));
  }

  private static void putText(StructFields tree, String name, String text) {
    if (!text.isEmpty()) {
      tree.put(name, text);
    }
  }

  private static void putList(StructFields tree, String name, List<?> list) {
    if (!list.isEmpty()) {
      tree.put(name, list);
    }
  }
}
