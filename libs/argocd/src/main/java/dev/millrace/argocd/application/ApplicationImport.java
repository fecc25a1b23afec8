package dev.millrace.argocd.application;

import dev.millrace.argocd.manifest.Converted;
import dev.millrace.argocd.manifest.ImportOptions;
import dev.millrace.argocd.manifest.Manifest;
import dev.millrace.argocd.manifest.Names;
import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import dev.millrace.argocd.source.Sources;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns an Application into a Kustomization or HelmRelease for each of its sources. */
public final class ApplicationImport {
  private final ImportOptions options;
  private final Function<String, Place> places;
  private final KustomizationMapping kustomizations;
  private final HelmReleaseMapping releases;

  /**
   * Converts applications one after the other.
   *
   * @param sources collects the sources that they need
   * @param places where the applications of a project go
   */
  public ApplicationImport(ImportOptions options, Sources sources, Function<String, Place> places) {
    this.options = options;
    this.places = places;
    this.kustomizations = new KustomizationMapping(sources, options.interval());
    this.releases = new HelmReleaseMapping(sources, options.interval());
  }

  /** Converts one application; its place is that of its project. */
  public Converted convert(Map<?, ?> manifest) {
    Part application = Part.of(manifest);
    Part metadata = application.part("metadata");
    Part spec = application.part("spec");
    Remarks remarks = new Remarks();
    application.skip("apiVersion", "kind", "status", "operation");
    List<Part> sources = sources(spec);
    Wanted wanted = wanted(application, sources, remarks);
    List<Map<String, @Nullable Object>> objects = new ArrayList<>(namespace(wanted, remarks));
    List<Part> built = sources.stream().filter(ApplicationImport::isBuilt).toList();
    for (int i = 0; i < built.size(); i++) {
      Wanted one = i == 0 ? wanted : wanted.named(wanted.name() + "-" + (i + 1));
      objects.add(convert(one, built.get(i), remarks));
    }
    readRest(metadata, spec, remarks);
    remarks.lostUnread(application);
    String subject =
        "Application " + metadata.text("namespace", "argocd") + "/" + metadata.text("name");
    return new Converted(subject, objects, remarks.all());
  }

  private static List<Part> sources(Part spec) {
    List<Part> several = spec.parts("sources");
    return several.isEmpty() ? List.of(spec.part("source")) : several;
  }

  /** A source that only lends its files to others is not built itself. */
  private static boolean isBuilt(Part source) {
    return source.text("ref").isEmpty() || source.has("path") || source.has("chart");
  }

  private Wanted wanted(Part application, List<Part> sources, Remarks remarks) {
    Part metadata = application.part("metadata");
    Part spec = application.part("spec");
    Map<String, String> repositories = new LinkedHashMap<>();
    sources.forEach(source -> repositories.put(source.text("ref"), source.text("repoURL")));
    String name = metadata.text("name");
    return new Wanted(
        Names.of(name),
        name,
        places.apply(spec.text("project", "default")),
        Destination.of(spec, remarks),
        SyncSettings.of(application, remarks),
        IgnoredDifferences.rules(spec, remarks),
        repositories,
        metadata.strings("labels"),
        spec.number("revisionHistoryLimit"));
  }

  private Map<String, @Nullable Object> convert(Wanted wanted, Part source, Remarks remarks) {
    if (source.has("plugin")) {
      remarks.lost(source.path() + ".plugin", "plugins are not run; commit what it produces");
      source.part("plugin").skip("name", "env", "parameters");
    }
    return isChart(source, remarks)
        ? releases.release(wanted, source, remarks)
        : kustomizations.kustomization(wanted, source, remarks);
  }

  /** As Argo CD finds out: by what is said, else by what is there. */
  private boolean isChart(Part source, Remarks remarks) {
    if (source.has("chart") || source.has("helm")) {
      return true;
    }
    if (source.has("kustomize") || source.has("directory") || source.has("plugin")) {
      return false;
    }
    String path = source.text("path", ".");
    FileTree files = options.repositories().get(source.text("repoURL"));
    if (files == null) {
      remarks.note(
          "'%s' is taken for manifests; if it is a chart, check out %s and name it by --repository"
              .formatted(path, source.text("repoURL")));
      return false;
    }
    try {
      String folder = path.replaceAll("^[./]+|/+$", "");
      return files.isFile(folder.isEmpty() ? "Chart.yaml" : folder + "/Chart.yaml");
    } catch (IOException e) {
      remarks.note("'%s' can't be looked at: %s".formatted(path, e.getMessage()));
      return false;
    }
  }

  private static List<Map<String, @Nullable Object>> namespace(Wanted wanted, Remarks remarks) {
    SyncSettings sync = wanted.sync();
    String name = wanted.destination().namespace();
    if (!sync.createNamespace() || name.isEmpty()) {
      return List.of();
    }
    if (!wanted.destination().isOwnCluster()) {
      remarks.note("the other cluster needs the namespace '%s'".formatted(name));
      return List.of();
    }
    return List.of(
        Manifest.of("v1", "Namespace", "", name)
            .labels(sync.namespaceLabels())
            .annotations(sync.namespaceAnnotations())
            .tree());
  }

  private static void readRest(Part metadata, Part spec, Remarks remarks) {
    metadata.skip(
        "name",
        "namespace",
        "uid",
        "resourceVersion",
        "generation",
        "creationTimestamp",
        "managedFields",
        "ownerReferences");
    metadata.strings("annotations").forEach((key, value) -> annotation(key, value, remarks));
    spec.skip("info");
  }

  private static void annotation(String key, String value, Remarks remarks) {
    switch (key) {
      case "kubectl.kubernetes.io/last-applied-configuration",
          "argocd.argoproj.io/refresh",
          "argocd.argoproj.io/hydrate",
          "argocd.argoproj.io/manifest-generate-paths",
          "argocd.argoproj.io/tracking-id" -> {}
      case "argocd.argoproj.io/sync-wave" ->
          remarks.note(
              "it is in wave %s of another application; let objects that come later have it in"
                      .formatted(value)
                  + " spec.dependsOn");
      default -> remarks.lost("metadata.annotations", key + " is left out");
    }
  }
}
