package dev.millrace.helm.release;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.hook.Hook;
import java.util.List;
import java.util.Map;

/**
 * One revision of a release, as Helm 3 and 4 record it. Immutable: each step of an action makes the
 * next one.
 *
 * @param chart the chart it was made of; its subcharts are not recorded
 * @param config what the user set, without the chart's defaults
 * @param manifest its objects, each headed by its template's path
 * @param version the revision, counted from 1
 * @param labels labels of the user on the stored record
 */
public record Release(
    String name,
    String namespace,
    int version,
    ReleaseInfo info,
    Chart chart,
    Map<String, Object> config,
    String manifest,
    List<Hook> hooks,
    ApplyMethod applyMethod,
    Map<String, String> labels) {

  /** Defensive copies. */
  public Release {
    hooks = List.copyOf(hooks);
    labels = Map.copyOf(labels);
  }

  /** The status of the revision. */
  public ReleaseStatus status() {
    return info.status();
  }

  /** The same revision with another status, and the reason for it. */
  public Release with(ReleaseStatus status, String description) {
    return with(info.with(status, description));
  }

  /** The same revision with other facts about it. */
  public Release with(ReleaseInfo newInfo) {
    return new Release(
        name, namespace, version, newInfo, chart, config, manifest, hooks, applyMethod, labels);
  }

  /** The same revision with other hooks. */
  public Release withHooks(List<Hook> newHooks) {
    return new Release(
        name, namespace, version, info, chart, config, manifest, newHooks, applyMethod, labels);
  }

  /** The same revision under another number. */
  public Release withVersion(int newVersion) {
    return new Release(
        name, namespace, newVersion, info, chart, config, manifest, hooks, applyMethod, labels);
  }

  /** The same revision with one of its hooks changed. */
  public Release withHook(Hook changed) {
    return withHooks(
        hooks.stream()
            .map(
                hook ->
                    hook.path().equals(changed.path())
                            && hook.name().equals(changed.name())
                            && hook.kind().equals(changed.kind())
                        ? changed
                        : hook)
            .toList());
  }
}
