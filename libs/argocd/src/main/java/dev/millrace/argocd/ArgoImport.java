package dev.millrace.argocd;

import dev.millrace.argocd.application.ApplicationImport;
import dev.millrace.argocd.application.Place;
import dev.millrace.argocd.generator.ApplicationSetImport;
import dev.millrace.argocd.generator.Cluster;
import dev.millrace.argocd.manifest.Converted;
import dev.millrace.argocd.manifest.ImportOptions;
import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remark;
import dev.millrace.argocd.manifest.Remarks;
import dev.millrace.argocd.project.ProjectImport;
import dev.millrace.argocd.source.Credentials;
import dev.millrace.argocd.source.Sources;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts manifests of Argo CD: AppProjects to tenants, Applications and what ApplicationSets make
 * to Kustomizations and HelmReleases with the sources that they need. Secrets that describe
 * clusters and repositories are read, not converted. Whatever has no counterpart is told.
 */
public final class ArgoImport {
  private static final String GROUP = "argoproj.io/";

  private final ImportOptions options;
  private final SprigEnvironment environment;

  /**
   * A converter.
   *
   * @param environment what template functions may see of the world
   */
  public ArgoImport(ImportOptions options, SprigEnvironment environment) {
    this.options = options;
    this.environment = environment;
  }

  /** Manifests, sorted. */
  private static final class Input {
    private final List<Map<?, ?>> projects = new ArrayList<>();
    private final List<Map<?, ?>> sets = new ArrayList<>();
    private final List<Map<?, ?>> applications = new ArrayList<>();
    private final List<Cluster> clusters = new ArrayList<>();
    private final Credentials credentials = new Credentials();
    private final Remarks remarks = new Remarks();

    void add(Map<?, ?> manifest) {
      Part part = Part.of(manifest);
      String kind = part.text("kind");
      boolean isArgo = part.text("apiVersion").startsWith(GROUP);
      if (kind.equals("Secret") && Credentials.isCluster(part)) {
        clusters.add(Cluster.of(part));
      } else if (kind.equals("Secret") && Credentials.isOne(part)) {
        credentials.add(part);
      } else if (isArgo && kind.equals("AppProject")) {
        projects.add(manifest);
      } else if (isArgo && kind.equals("ApplicationSet")) {
        sets.add(manifest);
      } else if (isArgo && kind.equals("Application")) {
        applications.add(manifest);
      } else {
        remarks.note(
            "%s %s is nothing of Argo CD; it is left out"
                .formatted(kind, part.part("metadata").text("name")));
      }
    }
  }

  /**
   * Converts manifests, which may be given in any order.
   *
   * @param manifests plain trees
   * @return sources first, then tenants, then applications
   */
  public List<Converted> convert(List<Map<?, ?>> manifests) {
    Input input = new Input();
    manifests.forEach(input::add);
    Sources sources = new Sources(options, input.credentials);
    List<Converted> tenants = input.projects.stream().map(ProjectImport::convert).toList();
    ApplicationImport applications =
        new ApplicationImport(options, sources, project -> place(project, projectNames(input)));
    List<Converted> converted = new ArrayList<>();
    input.applications.forEach(each -> converted.add(applications.convert(each)));
    ApplicationSetImport sets = new ApplicationSetImport(options, input.clusters, environment);
    input.sets.forEach(set -> expand(set, sets, applications, converted));
    List<Converted> all = new ArrayList<>();
    all.add(new Converted("what is left out", List.of(), input.remarks.all()));
    all.addAll(tenants);
    all.add(new Converted("sources", sources.objects(), sources.remarks().all()));
    all.addAll(converted);
    all.removeIf(each -> each.objects().isEmpty() && each.remarks().isEmpty());
    return withoutRepetitions(all);
  }

  private static void expand(
      Map<?, ?> set,
      ApplicationSetImport sets,
      ApplicationImport applications,
      List<Converted> converted) {
    ApplicationSetImport.Expansion expansion = sets.expand(set);
    converted.add(new Converted(expansion.subject(), List.of(), expansion.remarks()));
    expansion.applications().forEach(each -> converted.add(applications.convert(each)));
  }

  private static Set<String> projectNames(Input input) {
    Set<String> names = new HashSet<>();
    input.projects.forEach(each -> names.add(Part.of(each).part("metadata").text("name")));
    names.remove("default");
    return names;
  }

  private Place place(String project, Set<String> converted) {
    return converted.contains(project)
        ? new Place(ProjectImport.namespace(project), ProjectImport.ACCOUNT)
        : new Place(options.namespace(), "");
  }

  /** A namespace that several applications ask for is made once. */
  private static List<Converted> withoutRepetitions(List<Converted> all) {
    Set<List<String>> seen = new HashSet<>();
    List<Converted> unique = new ArrayList<>();
    for (Converted each : all) {
      List<Map<String, @Nullable Object>> objects = new ArrayList<>();
      List<Remark> remarks = new ArrayList<>(each.remarks());
      for (Map<String, @Nullable Object> object : each.objects()) {
        Part part = Part.of(object);
        Part metadata = part.part("metadata");
        String kind = part.text("kind");
        if (seen.add(List.of(kind, metadata.text("namespace"), metadata.text("name")))) {
          objects.add(object);
        } else if (!kind.equals("Namespace")) {
          remarks.add(
              new Remark(
                  Remark.Kind.LOST,
                  "there is another %s of the name '%s'".formatted(kind, metadata.text("name"))));
        }
      }
      unique.add(new Converted(each.subject(), objects, remarks));
    }
    return unique;
  }
}
