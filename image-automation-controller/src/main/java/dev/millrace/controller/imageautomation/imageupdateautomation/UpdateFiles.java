package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.controller.imageautomation.setter.FileChange;
import dev.millrace.controller.imageautomation.setter.InvalidImageException;
import dev.millrace.controller.imageautomation.setter.LatestImage;
import dev.millrace.controller.imageautomation.setter.SetterUpdate;
import dev.millrace.controller.imageautomation.setter.Setters;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.LimitExceeded;
import dev.millrace.yaml.YamlLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
          "unsupported update strategy: %s; use Setters in spec.update.strategy"
              .formatted(strategy));
    }
  }

  UpdatedFiles in(GitSnapshot snapshot, Work work) throws IOException {
    SetterUpdate update = new SetterUpdate(setters(work.images()), YamlLimits.DEFAULT);
    Map<String, byte[]> contents = new LinkedHashMap<>();
    List<String> findings = new ArrayList<>();
    for (String path : work.path().filesOf(snapshot)) {
      try {
        Optional<byte[]> content = snapshot.read(path, FILE_LIMIT);
        content.flatMap(bytes -> update.update(path, bytes)).ifPresent(b -> contents.put(path, b));
      } catch (LimitExceeded e) {
        findings.add("the file '%s' is too large to be updated".formatted(path));
      }
    }
    findings.addAll(unparsable(update));
    findings.addAll(missingPolicies(update, work.object().getNamespace()));
    return new UpdatedFiles(
        contents, changes(update, work.path()), findings.stream().limit(MOST_FINDINGS).toList());
  }

  private static Setters setters(List<LatestImage> images) {
    try {
      return Setters.of(images);
    } catch (InvalidImageException e) {
      throw new ReconcileFailure(
          AutomationReason.UPDATE_FAILED, "encountered invalid image ref: " + e.getMessage(), e);
    }
  }

  private static List<FileChange> changes(SetterUpdate update, UpdatePath path) {
    return update.changes().stream()
        .map(
            change -> new FileChange(path.nameOf(change.file()), change.object(), change.changes()))
        .toList();
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
