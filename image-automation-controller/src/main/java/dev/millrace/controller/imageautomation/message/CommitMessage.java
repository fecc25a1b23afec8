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
  private static final String FIELD = "spec.git.commit.messageTemplate";

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
    TemplateSet parsed = parse(template);
    try {
      return parsed.execute(NAME, data, ExecutionOptions.DEFAULT);
    } catch (TemplateException e) {
      throw refused(e);
    }
  }

  private TemplateSet parse(String template) throws InvalidTemplate {
    try {
      return TemplateSet.empty(functions).with(NAME, template);
    } catch (TemplateException e) {
      throw invalid("unable to create commit message template from spec", e);
    }
  }

  private static InvalidTemplate refused(TemplateException e) {
    String text = String.valueOf(e.getMessage());
    for (Map.Entry<String, String> removed : REMOVED.entrySet()) {
      if (text.contains(removed.getKey())) {
        return new InvalidTemplate(
            "template uses removed '%s' field; use '.Changed.FileChanges', '.Changed.Objects' or"
                    .formatted(removed.getValue())
                + " '.Changed.Changes' in %s instead".formatted(FIELD),
            true,
            e);
      }
    }
    return invalid("failed to run template from spec", e);
  }

  private static InvalidTemplate invalid(String what, TemplateException e) {
    return new InvalidTemplate(
        "%s: %s; correct %s".formatted(what, e.getMessage(), FIELD), false, e);
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
