package dev.millrace.controller.imageautomation.message;

import dev.millrace.api.image.GitCommit;
import dev.millrace.controller.imageautomation.setter.FileChange;
import dev.millrace.gotemplate.ExecutionOptions;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.TemplateException;
import dev.millrace.gotemplate.TemplateSet;
import dev.millrace.gotemplate.value.GoMap;
import dev.millrace.gotemplate.value.GoType;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/** Renders messages from the template of an automation (FLUX.md 7). */
public final class CommitMessage {
  private static final String DEFAULT = "Update from image update automation";
  private static final String NAME = "commit message";

  /** Fields of older versions, and what the engine says when a template uses one. */
  private static final Map<String, String> REMOVED =
      Map.of(
          "can't evaluate field Updated in type source.TemplateData", ".Updated",
          "can't evaluate field ImageResult in type update.Result", ".Changed.ImageResult");

  private final Functions functions;

  /**
   * @param functions what templates may call
   */
  public CommitMessage(Functions functions) {
    this.functions = functions;
  }

  /**
   * The message for a change.
   *
   * @param automation whose name the template may ask for
   * @throws InvalidTemplate when the template can't be used
   */
  public String of(ObjectMeta automation, GitCommit commit, List<FileChange> changes)
      throws InvalidTemplate {
    String template = commit.messageTemplate();
    if (template == null || template.isEmpty()) {
      return DEFAULT;
    }
    FieldsOnly data =
        new FieldsOnly("source.TemplateData")
            .with(
                "AutomationObject", new ObjectName(automation.getNamespace(), automation.getName()))
            .with("Changed", new UpdateResult(changes))
            .with("Values", new GoMap(GoType.STRING_MAP, commit.messageTemplateValues()));
    try {
      return TemplateSet.empty(functions)
          .with(NAME, template)
          .execute(NAME, data, ExecutionOptions.DEFAULT);
    } catch (TemplateException e) {
      throw invalid(e);
    }
  }

  private static InvalidTemplate invalid(TemplateException e) {
    String text = String.valueOf(e.getMessage());
    for (Map.Entry<String, String> removed : REMOVED.entrySet()) {
      if (text.contains(removed.getKey())) {
        return new InvalidTemplate(
            "template uses removed '%s' field; use '.Changed.FileChanges', '.Changed.Objects' or"
                    .formatted(removed.getValue())
                + " '.Changed.Changes' instead",
            true,
            e);
      }
    }
    return new InvalidTemplate("failed to run template from spec: " + text, false, e);
  }

  /** A template that can't be used. */
  public static final class InvalidTemplate extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean usesRemovedField;

    private InvalidTemplate(String message, boolean usesRemovedField, Exception cause) {
      super(message, cause);
      this.usesRemovedField = usesRemovedField;
    }

    /** Whether it uses a field of older versions. */
    public boolean usesRemovedField() {
      return usesRemovedField;
    }
  }
}
