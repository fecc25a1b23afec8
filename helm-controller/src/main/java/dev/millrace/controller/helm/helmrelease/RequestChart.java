package dev.millrace.controller.helm.helmrelease;

import static dev.millrace.controller.helm.helmrelease.HelmReleaseReason.CHART_SYNC_ERROR;

import dev.millrace.api.helm.HelmChartTemplate;
import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.DeleteMode;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.runtime.event.Notice;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.reference.ReferenceKey;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps the HelmChart that a release's chart template asks for, as the controller itself: it is no
 * part of the release (FLUX.md 4.4).
 */
public final class RequestChart {
  private static final String GROUP = "source.toolkit.fluxcd.io";

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
      Optional<KubeObject> live =
          own.get(WantedChart.API_VERSION, ref).filter(Origin.of(run.object())::areOn);
      if (live.isPresent()) {
        own.delete(WantedChart.API_VERSION, ref, DeleteMode.background(live.get().uid()));
        run.tell(Notice.trace("HelmChartDeleted", "Deleted HelmChart '%s'".formatted(name)));
      }
    } catch (ApiFailure failure) {
      throw failed("delete", name, failure);
    }
    run.update(status -> status.toBuilder().helmChart(null).build());
  }

  private void ensure(
      Run<HelmRelease, HelmReleaseStatus> run, ReferenceKey key, HelmChartTemplate template) {
    KubeObject wanted = WantedChart.of(run.object(), key, template);
    String subject =
        "HelmChart/%s with SourceRef '%s/%s/%s'"
            .formatted(
                statusName(key),
                template.spec().sourceRef().kind(),
                key.namespace(),
                template.spec().sourceRef().name());
    try {
      switch (new PutChart(own, manager).put(wanted)) {
        case NONE -> {}
        case CONFIGURED -> run.tell(Notice.trace("HelmChartConfigured", "Configured " + subject));
        case CREATED -> run.tell(Notice.trace("HelmChartCreated", "Created " + subject));
      }
    } catch (ApiFailure failure) {
      throw failed("sync", statusName(key), failure);
    }
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
