package dev.millrace.kustomize.flux;

import dev.millrace.kustomize.build.BuildContext;
import dev.millrace.kustomize.build.Target;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.problem.KustomizeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what a folder without a kustomization holds: manifests, and folders with a kustomization of
 * their own, which are not entered. A file that is no manifest ends the scan.
 */
final class ManifestScan {
  private final Loader loader;
  private final BuildContext context;
  private final List<String> found = new ArrayList<>();

  ManifestScan(Loader loader, BuildContext context) {
    this.loader = loader;
    this.context = context;
  }

  /** Paths relative to the folder, in the order of a walk through sorted names. */
  List<String> run() {
    scan(".", 0);
    return found;
  }

  private void scan(String folder, int depth) {
    context.budget().checkNesting(depth);
    for (String name : loader.list(folder)) {
      String path = folder + "/" + name;
      if (loader.isFile(path)) {
        addManifest(path);
      } else if (Target.FILE_NAMES.stream().anyMatch(file -> loader.isFile(path + "/" + file))) {
        found.add(path);
      } else {
        scan(path, depth + 1);
      }
    }
  }

  private void addManifest(String path) {
    if (!path.endsWith(".yaml") && !path.endsWith(".yml")) {
      return;
    }
    try {
      context.resources().read(loader.loadText(path), loader.pathOf(path));
    } catch (KustomizeException e) {
      throw e.during("failed to decode Kubernetes YAML").in(loader.pathOf(path), 0);
    }
    found.add(path);
  }
}
