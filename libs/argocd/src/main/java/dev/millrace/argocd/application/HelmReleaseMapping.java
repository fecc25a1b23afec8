package dev.millrace.argocd.application;

import dev.millrace.argocd.manifest.Manifest;
import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import dev.millrace.argocd.source.SourceRef;
import dev.millrace.argocd.source.Sources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source that is a chart, as a HelmRelease. */
final class HelmReleaseMapping {
  private static final String API = "helm.toolkit.fluxcd.io/v2";

  private final Sources sources;
  private final String interval;

  HelmReleaseMapping(Sources sources, String interval) {
    this.sources = sources;
    this.interval = interval;
  }

  Map<String, @Nullable Object> release(Wanted wanted, Part source, Remarks remarks) {
    Part helm = source.part("helm");
    SyncSettings sync = wanted.sync();
    helm.skip("version", "skipTests");
    Manifest release =
        wanted
            .manifest(API, "HelmRelease")
            .spec("interval", interval)
            .spec(chart(wanted, source, helm, remarks))
            .spec("releaseName", helm.text("releaseName", wanted.releaseName()))
            .spec("targetNamespace", helm.text("namespace", wanted.destination().namespace()))
            .spec("values", HelmValues.of(helm, remarks))
            .spec("install", install(wanted, helm))
            .spec("upgrade", upgrade(sync, helm))
            .spec("driftDetection", drift(wanted))
            .spec("maxHistory", wanted.historyLimit().orElse(null));
    if (!helm.parts("fileParameters").isEmpty()) {
      remarks.lost(helm.path() + ".fileParameters", "put the content of the files into values");
      helm.parts("fileParameters").forEach(file -> file.skip("name", "path"));
    }
    if (!sync.cascade()) {
      remarks.note(
          "without finalizer, deleting it left the objects alone; deleting the HelmRelease"
              + " uninstalls the chart: suspend it first to keep them");
    }
    return release.tree();
  }

  private Map<String, @Nullable Object> chart(
      Wanted wanted, Part source, Part helm, Remarks remarks) {
    String url = source.text("repoURL");
    String revision = source.text("targetRevision");
    String namespace = wanted.place().namespace();
    String chart = source.text("chart");
    if (chart.isEmpty() && url.startsWith("oci://")) {
      return chartRef(sources.artifact(namespace, url, revision));
    }
    if (chart.isEmpty()) {
      String path = normalized(source.text("path", "."));
      SourceRef git = sources.git(namespace, url, revision, "");
      return template(
          git, "./" + path, "", valuesFiles(path + "/", url, wanted, helm, remarks), helm);
    }
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      return chartRef(sources.artifact(namespace, url + "/" + chart, revision));
    }
    SourceRef charts = sources.charts(namespace, url, helm.flag("passCredentials"));
    return template(charts, chart, revision, valuesFiles("", url, wanted, helm, remarks), helm);
  }

  private static Map<String, @Nullable Object> chartRef(SourceRef artifact) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("chartRef", artifact.toMap());
    return fields;
  }

  private Map<String, @Nullable Object> template(
      SourceRef source, String chart, String version, List<String> valuesFiles, Part helm) {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put("chart", chart);
    Manifest.put(spec, "version", version);
    spec.put("sourceRef", source.toMap());
    spec.put("interval", interval);
    Manifest.put(
        spec, "reconcileStrategy", source.kind().equals("GitRepository") ? "Revision" : "");
    Manifest.put(spec, "valuesFiles", valuesFiles);
    if (helm.flag("ignoreMissingValueFiles") && !valuesFiles.isEmpty()) {
      spec.put("ignoreMissingValuesFiles", true);
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("chart", Map.of("spec", spec));
    return fields;
  }

  /** Flux leaves out the chart's own values when files are named, so they are named, too. */
  private static List<String> valuesFiles(
      String folder, String url, Wanted wanted, Part helm, Remarks remarks) {
    List<String> files = new ArrayList<>();
    for (String file : helm.texts("valueFiles")) {
      String found = valuesFile(folder, file, url, wanted);
      if (found.isEmpty()) {
        remarks.lost(
            helm.path() + ".valueFiles",
            "'%s' lies in another repository; put it into a ConfigMap for valuesFrom"
                .formatted(file));
      } else {
        files.add(found);
      }
    }
    if (!files.isEmpty()) {
      files.addFirst(folder + "values.yaml");
    }
    return files;
  }

  /** The path in the chart's source; empty if the file is not there. */
  private static String valuesFile(String folder, String file, String url, Wanted wanted) {
    if (file.contains("://")) {
      return "";
    }
    if (!file.startsWith("$")) {
      return file.startsWith("/") ? file.substring(1) : normalized(folder + file);
    }
    int slash = file.indexOf('/');
    boolean sameRepository =
        slash > 0 && url.equals(wanted.repositories().get(file.substring(1, slash)));
    return sameRepository && !folder.isEmpty() ? file.substring(slash + 1) : "";
  }

  private static String normalized(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static Map<String, @Nullable Object> install(Wanted wanted, Part helm) {
    Map<String, @Nullable Object> install = action(wanted.sync(), helm);
    if (wanted.sync().createNamespace() && !wanted.destination().isOwnCluster()) {
      install.put("createNamespace", true);
    }
    return install;
  }

  /** Argo CD applies definitions in every sync, Helm only when it installs. */
  private static Map<String, @Nullable Object> upgrade(SyncSettings sync, Part helm) {
    Map<String, @Nullable Object> upgrade = action(sync, helm);
    upgrade.putIfAbsent("crds", "CreateReplace");
    if (sync.force()) {
      upgrade.put("force", true);
    }
    return upgrade;
  }

  private static Map<String, @Nullable Object> action(SyncSettings sync, Part helm) {
    Map<String, @Nullable Object> action = new LinkedHashMap<>();
    Manifest.put(action, "crds", helm.flag("skipCrds") ? "Skip" : "");
    if (helm.flag("skipSchemaValidation")) {
      action.put("disableSchemaValidation", true);
    }
    if (sync.retries() != -1) {
      action.put("remediation", Map.of("retries", Math.max(-1, sync.retries())));
    }
    return action;
  }

  private static Map<String, @Nullable Object> drift(Wanted wanted) {
    Map<String, @Nullable Object> drift = new LinkedHashMap<>();
    if (wanted.sync().selfHeal()) {
      drift.put("mode", "enabled");
      Manifest.put(drift, "ignore", wanted.ignored());
    }
    return drift;
  }
}
