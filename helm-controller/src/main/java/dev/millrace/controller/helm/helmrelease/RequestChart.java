package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.CHART_SYNC_ERROR;

import dev.millrace.api.helm.HelmChartTemplate;
import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.meta.TypedObjectReference;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.ApplyMode;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.OwnerLabels;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps the HelmChart that a release's chart template asks for, as the controller itself: it is no
 * part of the release (FLUX.md 4.4).
 */
public final class RequestChart {
  private static final String API_VERSION = "source.toolkit.fluxcd.io/v1";
  private static final String GROUP = "source.toolkit.fluxcd.io";
  private static final int MOST_ATTEMPTS = 5;

  private final ClusterConnection own;
  private final NamespaceRule namespaces;
  private final String manager;

  /**
   * @param own the own cluster, as the controller
   * @param manager the field manager
   */
  public RequestChart(ClusterConnection own, NamespaceRule namespaces, String manager) {
    this.own = own;
    this.namespaces = namespaces;
    this.manager = manager;
  }

  /** Where the chart comes from; a HelmChart that is wanted no longer is deleted. */
  ReferenceKey of(Run<HelmRelease, HelmReleaseStatus> run) {
    HelmRelease object = run.object();
    ReferenceKey wanted =
        References.chart(object)
            .orElseThrow(
                () ->
                    new ReconcileFailure(
                        CHART_SYNC_ERROR, "the spec names no chart: set chart or chartRef"));
    namespaces.check(object.getMetadata().getNamespace(), wanted);
    Optional<HelmChartTemplate> template =
        Optional.ofNullable(object.spec().chart()).filter(_ -> object.spec().chartRef() == null);
    String name = template.map(_ -> statusName(wanted)).orElse("");
    if (!name.equals(Objects.requireNonNullElse(run.status().helmChart(), ""))) {
      remove(run);
    }
    if (template.isPresent()) {
      ensure(run, wanted, template.get());
      run.update(status -> status.toBuilder().helmChart(name).build());
    }
    return wanted;
  }

  /** Deletes the HelmChart that the status names, if it is still this release's. */
  void remove(Run<HelmRelease, HelmReleaseStatus> run) {
    String name = Objects.requireNonNullElse(run.status().helmChart(), "");
    int slash = name.indexOf('/');
    if (slash < 0) {
      return;
    }
    ObjectRef ref =
        new ObjectRef(
            GROUP, References.HELM_CHART, name.substring(0, slash), name.substring(slash + 1));
    try {
      Optional<KubeObject> live = own.get(API_VERSION, ref).filter(origin(run.object())::areOn);
      if (live.isPresent()) {
        own.delete(API_VERSION, ref, DeleteMode.background(live.get().uid()));
        run.tell(Notice.trace("HelmChartDeleted", "Deleted HelmChart '%s'".formatted(name)));
      }
    } catch (ApiFailure failure) {
      throw failed("delete", name, failure);
    }
    run.update(status -> status.toBuilder().helmChart(null).build());
  }

  private void ensure(
      Run<HelmRelease, HelmReleaseStatus> run, ReferenceKey key, HelmChartTemplate template) {
    ObjectRef ref = new ObjectRef(GROUP, key.kind(), key.namespace(), key.name());
    KubeObject wanted = wanted(run.object(), key, template);
    try {
      Optional<KubeObject> live = own.get(API_VERSION, ref);
      if (live.isPresent() && isAsWanted(live.get(), wanted)) {
        return;
      }
      apply(wanted);
      run.tell(
          live.isPresent()
              ? Notice.trace(
                  "HelmChartConfigured", "Configured HelmChart '%s'".formatted(statusName(key)))
              : Notice.trace(
                  "HelmChartCreated",
                  "Created HelmChart '%s' with SourceRef '%s/%s/%s'"
                      .formatted(
                          statusName(key),
                          template.spec().sourceRef().kind(),
                          key.namespace(),
                          template.spec().sourceRef().name())));
    } catch (ApiFailure failure) {
      throw failed("sync", statusName(key), failure);
    }
  }

  /** A conflict with somebody who writes at the same moment is over when it is told of. */
  private void apply(KubeObject wanted) {
    for (int attempt = 1; ; attempt++) {
      try {
        own.apply(wanted, ApplyMode.forced(manager));
        return;
      } catch (ApiFailure failure) {
        if (!failure.isConflict() || attempt == MOST_ATTEMPTS) {
          throw failure;
        }
      }
    }
  }

  private static boolean isAsWanted(KubeObject live, KubeObject wanted) {
    return live.labels().entrySet().containsAll(wanted.labels().entrySet())
        && live.annotations().entrySet().containsAll(wanted.annotations().entrySet())
        && Objects.equals(live.get("spec"), wanted.get("spec"));
  }

  private static KubeObject wanted(
      HelmRelease object, ReferenceKey key, HelmChartTemplate template) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", key.name());
    metadata.put("namespace", key.namespace());
    metadata.put("labels", template.metadata().labels());
    metadata.put("annotations", template.metadata().annotations());
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put("apiVersion", API_VERSION);
    chart.put("kind", key.kind());
    chart.put("metadata", metadata);
    chart.put("spec", spec(object, template));
    return origin(object).addTo(KubeObject.of(chart));
  }

  private static Map<String, Object> spec(HelmRelease object, HelmChartTemplate template) {
    var given = template.spec();
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("chart", given.chart());
    spec.put("version", given.version());
    spec.put("sourceRef", sourceRef(given.sourceRef()));
    spec.put(
        "interval", Objects.requireNonNullElse(given.interval(), object.spec().interval()).text());
    spec.put("reconcileStrategy", given.reconcileStrategy());
    if (!given.valuesFiles().isEmpty()) {
      spec.put("valuesFiles", given.valuesFiles());
    }
    if (given.valuesFile() != null && !given.valuesFile().isEmpty()) {
      spec.put("valuesFile", given.valuesFile());
    }
    if (given.ignoreMissingValuesFiles()) {
      spec.put("ignoreMissingValuesFiles", true);
    }
    var verify = given.verify();
    if (verify != null) {
      Map<String, Object> verification = new LinkedHashMap<>();
      verification.put("provider", verify.provider());
      if (verify.secretRef() != null) {
        verification.put("secretRef", Map.of("name", verify.secretRef().name()));
      }
      spec.put("verify", verification);
    }
    return spec;
  }

  private static Map<String, Object> sourceRef(TypedObjectReference reference) {
    Map<String, Object> source = new LinkedHashMap<>();
    if (reference.apiVersion() != null && !reference.apiVersion().isEmpty()) {
      source.put("apiVersion", reference.apiVersion());
    }
    source.put("kind", reference.kind());
    source.put("name", reference.name());
    return source;
  }

  private static OwnerLabels origin(HelmRelease object) {
    return Origin.of(object);
  }

  private static String statusName(ReferenceKey key) {
    return key.namespace() + "/" + key.name();
  }

  private static ReconcileFailure failed(String verb, String name, ApiFailure failure) {
    return new ReconcileFailure(
        CHART_SYNC_ERROR,
        "failed to %s HelmChart '%s': %s".formatted(verb, name, failure.getMessage()),
        failure);
  }
}
