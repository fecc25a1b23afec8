package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.STATE_ERROR;

import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.apply.DriftDetector;
import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.drift.IgnoreRules;
import dev.millrace.apply.normalize.Normalization;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.report.DriftReport;
import dev.millrace.cluster.spec.IgnoredFields;
import dev.millrace.controller.helm.cluster.ApplyRefs;
import dev.millrace.controller.helm.cluster.FieldTakeOver;
import dev.millrace.controller.helm.cluster.ReleaseSession;
import dev.millrace.helm.action.ActionException;
import dev.millrace.helm.action.ClusterException;
import dev.millrace.helm.action.ManifestObject;
import dev.millrace.helm.action.ReleaseObjects;
import dev.millrace.helm.lookup.SecretLookups;
import dev.millrace.helm.release.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the objects of a release with the cluster (FLUX.md 4.4). */
public final class DetectDrift {
  private static final String SWITCH = "helm.toolkit.fluxcd.io/driftDetection";
  private static final String OFF = "disabled";
  private static final int CONCURRENCY = 4;

  private final Normalization normalization;
  private final String manager;
  private final FieldTakeOver overrides;

  /**
   * @param manager the field manager of releases
   * @param overridden field managers whose fields count as drift ({@code --override-manager})
   */
  public DetectDrift(Normalization normalization, String manager, List<String> overridden) {
    this.normalization = normalization;
    this.manager = manager;
    this.overrides = FieldTakeOver.ofOthers(overridden, manager);
  }

  /** What differs; empty when nothing does. */
  List<ObjectDrift> of(Release release, HelmReleaseSpec spec, ReleaseSession session)
      throws ActionException, ClusterException {
    List<KubeObject> released =
        lastOfEach(
            new ReleaseObjects(session.cluster(), release.name(), release.namespace())
                .read(release.manifest()));
    released.stream()
        .filter(object -> !isExcluded(object))
        .forEach(object -> overrides.in(session.connection(), object));
    return on(session).detect(released, ignored(spec)).stream()
        .filter(
            drift -> drift instanceof ObjectDrift.Missing || drift instanceof ObjectDrift.Changed)
        .toList();
  }

  /** Of an object that a chart renders more than once, the server has what was applied last. */
  static List<KubeObject> lastOfEach(List<ManifestObject> objects) {
    Map<ObjectRef, KubeObject> last = new LinkedHashMap<>();
    for (ManifestObject object : objects) {
      last.put(ApplyRefs.of(object.ref()), KubeObject.of(object.tree()));
    }
    return List.copyOf(last.values());
  }

  /**
   * Whether values may be told. Charts put values where they like, so that any field of a release
   * may hold what came from a Secret, be it by {@code valuesFrom} or because a template looked it
   * up. The record lacks the subcharts that the chart has.
   */
  static DriftReport.Values values(WantedRelease wanted, Release release) {
    boolean mayBeSecret =
        RecordedSecrets.takesSecrets(wanted.object())
            || SecretLookups.mayBeIn(release.chart(), release.config())
            || SecretLookups.mayBeIn(wanted.source().chart(), wanted.values());
    return mayBeSecret ? DriftReport.Values.WITHHELD : DriftReport.Values.TOLD;
  }

  /** What compares and corrects in the cluster of a session. */
  DriftDetector on(ReleaseSession session) {
    return new DriftDetector(
        session.connection(), normalization, manager, DetectDrift::isExcluded, CONCURRENCY);
  }

  /** Whether a spec wants drift to be looked for. */
  static boolean isWanted(HelmReleaseSpec spec) {
    return !spec.driftDetection().mode().equals(OFF);
  }

  private static boolean isExcluded(KubeObject object) {
    return isOff(object.annotations()) || isOff(object.labels());
  }

  private static boolean isOff(Map<String, String> marks) {
    return OFF.equalsIgnoreCase(marks.get(SWITCH));
  }

  private static IgnoreRules ignored(HelmReleaseSpec spec) {
    return IgnoredFields.of(
        spec.driftDetection().ignore(), "spec.driftDetection.ignore", STATE_ERROR);
  }
}
