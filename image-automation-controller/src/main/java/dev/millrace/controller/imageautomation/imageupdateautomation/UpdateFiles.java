package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.artifact.archive.ArchiveEntry;
import dev.millrace.controller.imageautomation.setter.InvalidImageException;
import dev.millrace.controller.imageautomation.setter.LatestImage;
import dev.millrace.controller.imageautomation.setter.SetterUpdate;
import dev.millrace.controller.imageautomation.setter.Setters;
import dev.millrace.git.GitException;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import dev.millrace.yaml.YamlLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes the latest images beside their markers, in the files of a commit. */
final class UpdateFiles {
  private static final long FILE_LIMIT = 16L * 1024 * 1024;
  private static final int MOST_FINDINGS = 10;

  private final PolicyLookup policies;

  UpdateFiles(PolicyLookup policies) {
    this.policies = policies;
  }

  /** Whether an ImagePolicy exists. */
  @FunctionalInterface
  interface PolicyLookup {
    boolean exists(String namespace, String name);
  }

  /** Refuses strategies that are not known. */
  static void requireSetters(ImageUpdateAutomation automation) {
    String strategy = automation.spec().update().strategy();
    if (!strategy.equals("Setters")) {
      throw new ReconcileFailure(
          AutomationReason.INVALID_UPDATE_STRATEGY,
          "unknown update strategy '%s'; use Setters in spec.update.strategy".formatted(strategy));
    }
  }

  /** The files that an automation may change, by path. */
  static Predicate<String> filter(ImageUpdateAutomation automation) {
    String wanted = Objects.requireNonNullElse(automation.spec().update().path(), "");
    try {
      String folder = TreePaths.resolve("", wanted);
      return path -> TreePaths.isWithin(path, folder) && SetterUpdate.isCandidate(path);
    } catch (UnsafePath _) {
      // It is refused when the files are looked at.
      return SetterUpdate::isCandidate;
    }
  }

  UpdatedFiles in(GitSnapshot snapshot, ImageUpdateAutomation automation, List<LatestImage> images)
      throws IOException {
    SetterUpdate update = new SetterUpdate(setters(images), YamlLimits.DEFAULT);
    Map<String, byte[]> contents = new LinkedHashMap<>();
    List<String> findings = new ArrayList<>();
    for (String path : candidates(snapshot, automation)) {
      try {
        Optional<byte[]> content = snapshot.read(path, FILE_LIMIT);
        content.flatMap(bytes -> update.update(path, bytes)).ifPresent(b -> contents.put(path, b));
      } catch (LimitExceeded e) {
        findings.add("the file '%s' is too large to be updated".formatted(path));
      }
    }
    findings.addAll(unparsable(update));
    findings.addAll(missingPolicies(update, automation.getMetadata().getNamespace()));
    return new UpdatedFiles(
        contents, update.changes(), findings.stream().limit(MOST_FINDINGS).toList());
  }

  private static Setters setters(List<LatestImage> images) {
    try {
      return Setters.of(images);
    } catch (InvalidImageException e) {
      throw new ReconcileFailure(AutomationReason.UPDATE_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<String> candidates(GitSnapshot snapshot, ImageUpdateAutomation automation)
      throws IOException {
    String folder = automation.spec().update().path();
    List<String> folders = folder == null || folder.isEmpty() ? List.of() : List.of(folder);
    try {
      return snapshot.tree(folders).entries().stream()
          .filter(entry -> !entry.isFolder())
          .map(ArchiveEntry::path)
          .filter(SetterUpdate::isCandidate)
          .toList();
    } catch (UnsafePath e) {
      throw wrongPath(folder, "leads out of the repository", e);
    } catch (GitException e) {
      if (e.reason() == GitException.Reason.REFERENCE_NOT_FOUND) {
        throw wrongPath(folder, "is no folder of the repository", e);
      }
      throw e;
    }
  }

  private static ReconcileFailure wrongPath(
      @Nullable String folder, String why, IOException cause) {
    return new ReconcileFailure(
        AutomationReason.UPDATE_FAILED, "spec.update.path '%s' %s".formatted(folder, why), cause);
  }

  private static List<String> unparsable(SetterUpdate update) {
    return update.problemFiles().stream()
        .map(file -> "the file '%s' has markers but is no valid YAML".formatted(file))
        .toList();
  }

  /** Policies of other namespaces are the business of other automations. */
  private List<String> missingPolicies(SetterUpdate update, String namespace) {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, String> unknown : update.unknownSetters().sequencedEntrySet()) {
      String[] parts = unknown.getKey().split(":", -1);
      boolean isOurs = parts.length > 1 && parts[0].equals(namespace);
      if (missing.size() < MOST_FINDINGS && isOurs && !policies.exists(namespace, parts[1])) {
        missing.add(
            "the file '%s' has a marker for the ImagePolicy '%s/%s', which does not exist"
                .formatted(unknown.getValue(), namespace, parts[1]));
      }
    }
    return missing;
  }
}
