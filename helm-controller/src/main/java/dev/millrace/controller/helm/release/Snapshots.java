package dev.millrace.controller.helm.release;

import dev.millrace.api.helm.Snapshot;
import dev.millrace.api.helm.TestHookStatus;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.controller.helm.values.ValuesDigest;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.helm.storage.RecordedRelease;
import dev.millrace.helm.storage.StorageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the status remembers of the revisions of a release, the newest first (FLUX.md 4.1, 4.2). */
public final class Snapshots {
  private static final String FORM = "v2";
  private static final int KEPT_FAILURES = 5;
  private static final Comparator<Snapshot> NEWEST_FIRST =
      Comparator.comparingLong(Snapshot::version).reversed();

  private Snapshots() {}

  /**
   * Remembers a revision as it is recorded.
   *
   * @param action what made it
   * @param ociDigest of the artifact that the chart came from; empty for other sources
   */
  public static Snapshot of(
      Release release, String action, String ociDigest, DigestAlgorithm algorithm) {
    return new Snapshot(
        FORM,
        ReleaseDigest.of(release, ociDigest, algorithm).toString(),
        release.name(),
        release.namespace(),
        release.version(),
        release.status().text(),
        action.isEmpty() ? null : action,
        release.chart().metadata().name(),
        release.chart().metadata().version(),
        orNull(release.chart().metadata().appVersion()),
        ValuesDigest.of(release.config()),
        time(release.info().firstDeployed()),
        time(release.info().lastDeployed()),
        release.info().deleted().map(Timestamp::of).orElse(null),
        null,
        orNull(ociDigest));
  }

  /** Whether a recorded revision is still the one that was remembered. */
  public static boolean isOf(Snapshot snapshot, Release release) {
    boolean named =
        snapshot.name().equals(release.name())
            && snapshot.namespace().equals(release.namespace())
            && snapshot.version() == release.version();
    if (!named || !FORM.equals(snapshot.apiVersion())) {
      return named;
    }
    try {
      DigestAlgorithm algorithm = Digest.parse(snapshot.digest()).algorithm();
      String ociDigest = Objects.requireNonNullElse(snapshot.ociDigest(), "");
      return ReleaseDigest.of(release, ociDigest, algorithm).toString().equals(snapshot.digest());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The newest one. */
  public static Optional<Snapshot> latest(List<Snapshot> history) {
    return history.stream().min(NEWEST_FIRST);
  }

  /** The newest one before the latest that was a success: what one rolls back to. */
  public static Optional<Snapshot> previous(List<Snapshot> history, boolean ignoreTests) {
    return history.stream()
        .sorted(NEWEST_FIRST)
        .skip(1)
        .filter(snapshot -> succeeded(snapshot, ignoreTests))
        .findFirst();
  }

  /**
   * The history down to the last success before the latest, of what failed in between only the
   * newest: a release may fail for weeks.
   */
  public static List<Snapshot> truncated(List<Snapshot> history, boolean ignoreTests) {
    List<Snapshot> sorted = history.stream().sorted(NEWEST_FIRST).toList();
    List<Snapshot> kept =
        new ArrayList<>(
            sorted.stream()
                .limit(KEPT_FAILURES)
                .takeWhile(each -> each == sorted.getFirst() || !succeeded(each, ignoreTests))
                .toList());
    previous(sorted, ignoreTests).ifPresent(kept::add);
    return List.copyOf(kept);
  }

  /**
   * The history after an action: the revisions it made come in front, and those whose state it
   * changed are remembered anew.
   *
   * @param recorded the revisions in storage
   * @throws StorageException if one that is new or changed can't be read
   */
  public static List<Snapshot> after(
      String action,
      List<Snapshot> history,
      List<RecordedRelease> recorded,
      String ociDigest,
      DigestAlgorithm algorithm)
      throws StorageException {
    long newest = latest(history).map(Snapshot::version).orElse(0L);
    boolean none = history.isEmpty();
    int last = recorded.stream().mapToInt(RecordedRelease::version).max().orElse(0);
    List<Snapshot> result = new ArrayList<>();
    for (RecordedRelease each : recorded) {
      if (none ? each.version() == last : each.version() > newest) {
        result.add(of(each.release(), action, ociDigest, algorithm));
      }
    }
    for (Snapshot snapshot : history) {
      result.add(refreshed(snapshot, recorded, algorithm));
    }
    return result.stream().sorted(NEWEST_FIRST).toList();
  }

  private static Snapshot refreshed(
      Snapshot snapshot, List<RecordedRelease> recorded, DigestAlgorithm algorithm)
      throws StorageException {
    for (RecordedRelease each : recorded) {
      boolean changed =
          each.version() == snapshot.version() && !each.status().text().equals(snapshot.status());
      if (changed) {
        return remade(snapshot, each.release(), algorithm);
      }
    }
    return snapshot;
  }

  private static Snapshot remade(Snapshot snapshot, Release release, DigestAlgorithm algorithm) {
    if (!release.name().equals(snapshot.name())) {
      return snapshot;
    }
    String action = Objects.requireNonNullElse(snapshot.action(), "");
    String ociDigest = Objects.requireNonNullElse(snapshot.ociDigest(), "");
    return withTests(of(release, action, ociDigest, algorithm), snapshot.testHooks());
  }

  /** The history with the results of the tests of its newest revision. */
  public static List<Snapshot> tested(List<Snapshot> history, Release release) {
    Map<String, TestHookStatus> hooks = new LinkedHashMap<>();
    for (Hook hook : release.hooks()) {
      if (hook.runsAt(HookEvent.TEST)) {
        hooks.put(hook.name(), result(hook));
      }
    }
    return history.stream()
        .map(each -> each.version() == release.version() ? withTests(each, hooks) : each)
        .toList();
  }

  /** Whether a test of this revision failed. */
  public static boolean hasFailedTest(Snapshot snapshot) {
    Map<String, TestHookStatus> hooks = snapshot.testHooks();
    return hooks != null
        && hooks.values().stream().anyMatch(hook -> HookPhase.FAILED.text().equals(hook.phase()));
  }

  /** {@code namespace/name.vN}, as messages name a revision. */
  public static String fullName(Snapshot snapshot) {
    return fullName(snapshot.namespace(), snapshot.name(), snapshot.version());
  }

  /** The same of a revision that is recorded. */
  public static String fullName(Release release) {
    return fullName(release.namespace(), release.name(), release.version());
  }

  private static String fullName(String namespace, String name, long version) {
    return "%s/%s.v%d".formatted(namespace, name, version);
  }

  /** {@code chart@version}, as messages name a chart. */
  public static String chart(Snapshot snapshot) {
    return snapshot.chartName() + "@" + snapshot.chartVersion();
  }

  private static boolean succeeded(Snapshot snapshot, boolean ignoreTests) {
    boolean worked =
        snapshot.status().equals(ReleaseStatus.DEPLOYED.text())
            || snapshot.status().equals(ReleaseStatus.SUPERSEDED.text());
    return worked && (ignoreTests || !hasFailedTest(snapshot));
  }

  private static TestHookStatus result(Hook hook) {
    return new TestHookStatus(
        hook.lastRun().startedAt().map(Timestamp::of).orElse(null),
        hook.lastRun().completedAt().map(Timestamp::of).orElse(null),
        orNull(hook.lastRun().phase().text()));
  }

  private static Snapshot withTests(
      Snapshot snapshot, @Nullable Map<String, TestHookStatus> hooks) {
    return new Snapshot(
        snapshot.apiVersion(),
        snapshot.digest(),
        snapshot.name(),
        snapshot.namespace(),
        snapshot.version(),
        snapshot.status(),
        snapshot.action(),
        snapshot.chartName(),
        snapshot.chartVersion(),
        snapshot.appVersion(),
        snapshot.configDigest(),
        snapshot.firstDeployed(),
        snapshot.lastDeployed(),
        snapshot.deleted(),
        hooks,
        snapshot.ociDigest());
  }

  private static Timestamp time(Optional<Instant> time) {
    return time.map(Timestamp::of).orElse(Timestamp.MISSING);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
