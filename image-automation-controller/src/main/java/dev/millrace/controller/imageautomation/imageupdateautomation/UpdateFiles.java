package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.controller.imageautomation.setter.LatestImage;
import dev.millrace.controller.imageautomation.setter.SetterUpdate;
import dev.millrace.controller.imageautomation.setter.Setters;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.yaml.YamlLimits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the latest images beside their markers, in the files of a commit. */
final class UpdateFiles {
  private static final long FILE_LIMIT = 16L * 1024 * 1024;

  UpdatedFiles in(GitSnapshot snapshot, ImageUpdateAutomation automation, List<LatestImage> images)
      throws IOException {
    requireSetters(automation);
    SetterUpdate update = new SetterUpdate(Setters.of(images), YamlLimits.DEFAULT);
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (String path : candidates(snapshot, automation)) {
      Optional<byte[]> content = snapshot.read(path, FILE_LIMIT);
      content.flatMap(bytes -> update.update(path, bytes)).ifPresent(b -> contents.put(path, b));
    }
    return new UpdatedFiles(contents, update.changes());
  }

  private static void requireSetters(ImageUpdateAutomation automation) {
    String strategy = automation.spec().update().strategy();
    if (!strategy.equals("Setters")) {
      throw new ReconcileFailure(
          AutomationReason.INVALID_UPDATE_STRATEGY,
          "spec.update.strategy: '%s' is not known; use Setters".formatted(strategy));
    }
  }

  private static List<String> candidates(GitSnapshot snapshot, ImageUpdateAutomation automation)
      throws IOException {
    String folder = automation.spec().update().path();
    List<String> folders =
        folder == null || folder.isEmpty() || folder.equals(".") || folder.equals("./")
            ? List.of()
            : List.of(folder);
    return snapshot.tree(folders).entries().stream()
        .filter(entry -> !entry.isFolder())
        .map(ArchiveEntry::path)
        .filter(SetterUpdate::isCandidate)
        .toList();
  }
}
