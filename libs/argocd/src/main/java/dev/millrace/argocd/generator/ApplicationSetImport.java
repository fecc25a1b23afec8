package dev.millrace.argocd.generator;

import dev.millrace.argocd.manifest.ImportOptions;
import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remark;
import dev.millrace.argocd.manifest.Remarks;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the Applications that an ApplicationSet stands for. */
public final class ApplicationSetImport {
  private final ImportOptions options;
  private final List<Cluster> clusters;
  private final SprigEnvironment environment;

  /**
   * Expands one ApplicationSet after the other.
   *
   * @param clusters those that Secrets describe
   * @param environment what template functions may see of the world
   */
  public ApplicationSetImport(
      ImportOptions options, List<Cluster> clusters, SprigEnvironment environment) {
    this.options = options;
    this.clusters = List.copyOf(clusters);
    this.environment = environment;
  }

  /**
   * What an ApplicationSet stands for.
   *
   * @param applications manifests of Applications
   * @param remarks what a person has to know
   */
  public record Expansion(
      String subject, List<Map<String, @Nullable Object>> applications, List<Remark> remarks) {}

  /** Expands one ApplicationSet. */
  public Expansion expand(Map<?, ?> manifest) {
    Part set = Part.of(manifest);
    Part metadata = set.part("metadata");
    Part spec = set.part("spec");
    String subject =
        "ApplicationSet " + metadata.text("namespace", "argocd") + "/" + metadata.text("name");
    Remarks remarks = new Remarks();
    skipWhatMeansNothing(set, metadata, spec);
    List<Map<String, @Nullable Object>> applications = new ArrayList<>();
    try {
      applications.addAll(applications(spec, remarks));
    } catch (GeneratorException e) {
      remarks.lost("spec", String.valueOf(e.getMessage()));
    }
    remarks.note(
        "%d applications were made of it; it is not watched: convert again when its generators"
                .formatted(applications.size())
            + " would make others");
    remarks.lostUnread(set);
    return new Expansion(subject, applications, remarks.all());
  }

  private static void skipWhatMeansNothing(Part set, Part metadata, Part spec) {
    set.skip("apiVersion", "kind", "status");
    metadata.skip("labels", "annotations", "finalizers", "uid", "resourceVersion");
    metadata.skip("generation", "creationTimestamp", "managedFields", "ownerReferences");
    spec.skip("preservedFields", "ignoreApplicationDifferences", "applyNestedSelectors");
    spec.skip("syncPolicy", "goTemplateOptions", "template", "templatePatch");
  }

  private List<Map<String, @Nullable Object>> applications(Part spec, Remarks remarks) {
    boolean isGo = spec.flag("goTemplate");
    Templating templating =
        isGo
            ? new GoTemplating(environment, spec.texts("goTemplateOptions"))
            : new PlainTemplating();
    Generators generators =
        new Generators(templating, isGo, clusters, options.repositories(), remarks);
    Map<String, @Nullable Object> template = spec.map("template");
    String patch = spec.text("templatePatch");
    List<Map<String, @Nullable Object>> applications = new ArrayList<>();
    for (Part generator : spec.parts("generators")) {
      Map<String, @Nullable Object> own = Trees.joined(template, generator.map("template"));
      for (Map<String, @Nullable Object> parameters : generators.of(generator)) {
        applications.add(application(templating, own, patch, parameters));
      }
    }
    return applications;
  }

  private static Map<String, @Nullable Object> application(
      Templating templating,
      Map<String, @Nullable Object> template,
      String patch,
      Map<String, @Nullable Object> parameters) {
    Map<String, @Nullable Object> application = new LinkedHashMap<>();
    application.put("apiVersion", "argoproj.io/v1alpha1");
    application.put("kind", "Application");
    if (templating.renderAll(template, parameters) instanceof Map<?, ?> filled) {
      filled.forEach((key, value) -> application.put(String.valueOf(key), value));
    }
    if (patch.isEmpty()) {
      return application;
    }
    try {
      Object over = YamlReader.sigs().read(templating.render(patch, parameters));
      return over instanceof Map<?, ?> map ? Trees.joined(application, map) : application;
    } catch (YamlException e) {
      throw new GeneratorException("spec.templatePatch is no YAML: " + e.getMessage(), e);
    }
  }
}
