package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.Snapshot;
import dev.millrace.controller.helm.chart.LoadedChart;
import dev.millrace.helm.chart.ChartMetadata;
import dev.millrace.runtime.event.Notice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What events tell machines of the revision that they are about (FLUX.md 4.4). */
final class RevisionFacts {
  private static final String APP_VERSION = "app-version";
  private static final String OCI_DIGEST = "oci-digest";

  private RevisionFacts() {}

  /** Of a revision that is to be made. */
  static Map<String, String> of(WantedRelease wanted) {
    LoadedChart source = wanted.source();
    ChartMetadata chart = wanted.chart();
    return of(chart.version(), wanted.configDigest(), chart.appVersion(), source.ociDigest());
  }

  /** Of a revision that was made. */
  static Map<String, String> of(Snapshot made) {
    return of(made.chartVersion(), made.configDigest(), made.appVersion(), made.ociDigest());
  }

  /** Of an earlier revision that is brought back because another one was wanted and failed. */
  static Map<String, String> of(Snapshot earlier, WantedRelease wanted) {
    return of(
        earlier.chartVersion(), wanted.configDigest(), earlier.appVersion(), earlier.ociDigest());
  }

  private static Map<String, String> of(
      String version,
      String configDigest,
      @Nullable String appVersion,
      @Nullable String ociDigest) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(Notice.REVISION, version);
    facts.put(Notice.TOKEN, configDigest);
    put(facts, APP_VERSION, appVersion);
    put(facts, OCI_DIGEST, ociDigest);
    return facts;
  }

  private static void put(Map<String, String> facts, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      facts.put(key, value);
    }
  }
}
