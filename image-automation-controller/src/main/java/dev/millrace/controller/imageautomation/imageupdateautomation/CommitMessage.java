package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.GitSettings;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.controller.imageautomation.setter.FileChange;
import dev.millrace.gotemplate.ExecutionOptions;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.TemplateException;
import dev.millrace.gotemplate.TemplateSet;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders the message of a commit from the automation's template (FLUX.md 7). */
final class CommitMessage {
  private static final String DEFAULT = "Update from image update automation";
  private static final String NAME = "commit message";

  private final Functions functions;

  /**
   * @param functions what templates may call
   */
  CommitMessage(Functions functions) {
    this.functions = functions;
  }

  String of(ImageUpdateAutomation automation, UpdatedFiles updated) {
    GitSettings git = automation.spec().git();
    String template = git == null ? null : git.commit().messageTemplate();
    if (template == null || template.isEmpty()) {
      return DEFAULT;
    }
    if (template.contains(".Updated")) {
      throw new ReconcileFailure(
          AutomationReason.REMOVED_TEMPLATE_FIELD,
          "spec.git.commit.messageTemplate: the field '.Updated' was removed; use '.Changed'");
    }
    try {
      return TemplateSet.empty(functions)
          .with(NAME, template)
          .execute(NAME, data(automation, updated), ExecutionOptions.DEFAULT);
    } catch (TemplateException e) {
      throw new ReconcileFailure(
          AutomationReason.UPDATE_FAILED, "spec.git.commit.messageTemplate: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> data(ImageUpdateAutomation automation, UpdatedFiles updated) {
    Map<String, Object> files = new LinkedHashMap<>();
    List<Object> all = new ArrayList<>();
    for (FileChange file : updated.changes()) {
      List<Object> changes = file.changes().stream().map(CommitMessage::change).toList();
      files.put(file.file(), changes);
      changes.stream().filter(change -> !all.contains(change)).forEach(all::add);
    }
    return Map.of(
        "AutomationObject",
        Map.of(
            "Name", automation.getMetadata().getName(),
            "Namespace", automation.getMetadata().getNamespace()),
        "Changed",
        Map.of("FileChanges", files, "Changes", all),
        "Values",
        values(automation));
  }

  private static Map<String, String> values(ImageUpdateAutomation automation) {
    GitSettings git = automation.spec().git();
    return git == null ? Map.of() : git.commit().messageTemplateValues();
  }

  private static Object change(FileChange.Change change) {
    return Map.of(
        "OldValue", change.oldValue(), "NewValue", change.newValue(), "Setter", change.setter());
  }
}
