package dev.millrace.argocd.application;

import dev.millrace.argocd.manifest.Manifest;
import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import dev.millrace.argocd.source.SourceRef;
import dev.millrace.argocd.source.Sources;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source that is a folder of manifests or of kustomize, as a Kustomization. */
final class KustomizationMapping {
  private static final String API = "kustomize.toolkit.fluxcd.io/v1";

  private final Sources sources;
  private final String interval;

  KustomizationMapping(Sources sources, String interval) {
    this.sources = sources;
    this.interval = interval;
  }

  Map<String, @Nullable Object> kustomization(Wanted wanted, Part source, Remarks remarks) {
    SyncSettings sync = wanted.sync();
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    String namespace = wanted.destination().namespace();
    if (!namespace.isEmpty()) {
      settings.put("targetNamespace", namespace);
      remarks.note(
          "every object goes to the namespace '%s', also those that name another one"
              .formatted(namespace));
    }
    settings.putAll(KustomizeSettings.fields(source.part("kustomize"), remarks));
    Manifest object =
        wanted
            .manifest(API, "Kustomization")
            .spec("interval", interval)
            .spec("retryInterval", sync.retryInterval())
            .spec("sourceRef", source(wanted, source, remarks).toMap())
            .spec("path", path(source))
            .spec("prune", sync.prune())
            .spec("deletionPolicy", deletionPolicy(sync))
            .spec("force", sync.force() ? true : null)
            .spec("wait", true)
            .spec("timeout", "5m")
            .spec(settings)
            .spec("ignore", wanted.ignored());
    if (!sync.selfHeal() && !sync.suspend()) {
      remarks.note("selfHeal is off there; a Kustomization always reverts drift");
    }
    return object.tree();
  }

  private SourceRef source(Wanted wanted, Part source, Remarks remarks) {
    String url = source.text("repoURL");
    String revision = source.text("targetRevision");
    String namespace = wanted.place().namespace();
    String ignore = DirectoryIgnore.of(source.part("directory"), source.text("path", "."), remarks);
    if (url.startsWith("oci://")) {
      return sources.artifact(namespace, url, revision);
    }
    return sources.git(namespace, url, revision, ignore);
  }

  private static String path(Part source) {
    return "./" + source.text("path", ".").replaceAll("^[./]+|/+$", "");
  }

  private static String deletionPolicy(SyncSettings sync) {
    if (!sync.cascade()) {
      return "Orphan";
    }
    return sync.waitForEnd() ? "WaitForTermination" : "Delete";
  }
}
