package dev.millrace.runtime.metrics;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.Conditions;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.meta.ReconciledObject;
import dev.millrace.api.meta.SourceObject;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.HelmChart;
import dev.millrace.api.source.HelmRepository;
import dev.millrace.api.source.OCIRepository;
import dev.millrace.runtime.condition.ConditionType;
import dev.millrace.runtime.reconcile.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The labels of {@code gotk_resource_info}: those that Flux's configuration of kube-state-metrics
 * makes, and the reason of Ready. Left out is the path of webhooks, which is a secret; addresses
 * lose credentials and queries. A label without a value is not there, as in Prometheus.
 */
final class ResourceInfo {
  private static final int MOST_CHARACTERS = 256;
  private static final Pattern USER_INFO = Pattern.compile("://[^/@]*@");
  private static final Pattern AFTER_PATH = Pattern.compile("[?#].*", Pattern.DOTALL);

  private final Map<String, String> labels = new LinkedHashMap<>();

  private ResourceInfo() {}

  /** The labels that describe an object; never empty. */
  static Map<String, String> of(FluxObject object) {
    ResourceInfo info = new ResourceInfo();
    info.identify(object);
    info.describe(object);
    return info.labels;
  }

  private void identify(FluxObject object) {
    ObjectKey key = ObjectKey.of(object);
    String[] groupVersion = object.getApiVersion().split("/", 2);
    put("customresource_group", groupVersion[0]);
    put("customresource_kind", key.kind());
    put("customresource_version", groupVersion[groupVersion.length - 1]);
    put("exported_namespace", key.namespace());
    put("name", key.name());
    put("suspended", String.valueOf(object.suspended()));
    if (object instanceof ReconciledObject<?> reconciled) {
      Conditions.find(reconciled.status().conditions(), ConditionType.READY)
          .ifPresent(
              ready -> {
                put("ready", ready.status());
                put("reason", ready.reason());
              });
    }
    if (object instanceof SourceObject source) {
      put("revision", source.artifact().map(Artifact::revision).orElse(""));
    }
  }

  private void describe(FluxObject object) {
    switch (object) {
      case Kustomization it -> {
        put("revision", it.status().lastAppliedRevision());
        put("source_name", it.spec().sourceRef().name());
      }
      case HelmRelease it -> describe(it);
      case GitRepository it -> putAddress("url", it.spec().url());
      case OCIRepository it -> putAddress("url", it.spec().url());
      case HelmRepository it -> putAddress("url", it.spec().url());
      case Bucket it -> {
        putAddress("endpoint", it.spec().endpoint());
        put("bucket_name", it.spec().bucketName());
      }
      case HelmChart it -> {
        put("chart_name", it.spec().chart());
        put("chart_version", it.spec().version());
        put("source_name", it.spec().sourceRef().name());
      }
      case ImageRepository it -> putAddress("image", it.spec().image());
      case ImagePolicy it -> {
        put("revision", tag(it.status().latestRef()));
        put("source_name", it.spec().imageRepositoryRef().name());
      }
      case ImageUpdateAutomation it -> {
        put("revision", it.status().lastPushCommit());
        put("source_name", it.spec().sourceRef().name());
      }
      default -> {}
    }
  }

  private void describe(HelmRelease object) {
    HelmReleaseSpec spec = object.spec();
    if (!object.status().history().isEmpty()) {
      put("revision", object.status().history().getFirst().chartVersion());
      put("chart_app_version", object.status().history().getFirst().appVersion());
    }
    if (spec.chart() != null) {
      put("chart_name", spec.chart().spec().chart());
      put("chart_source_name", spec.chart().spec().sourceRef().name());
    } else if (spec.chartRef() != null) {
      put("chart_ref_name", spec.chartRef().name());
    }
  }

  private static @Nullable String tag(@Nullable ImageRef latest) {
    return latest == null ? null : latest.tag();
  }

  private void putAddress(String label, String address) {
    String path = AFTER_PATH.matcher(address).replaceFirst("");
    put(label, USER_INFO.matcher(path).replaceFirst("://"));
  }

  private void put(String label, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      labels.put(label, value.substring(0, Math.min(value.length(), MOST_CHARACTERS)));
    }
  }
}
