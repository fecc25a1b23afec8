package dev.millrace.argocd.project;

import dev.millrace.argocd.manifest.Converted;
import dev.millrace.argocd.manifest.Manifest;
import dev.millrace.argocd.manifest.Names;
import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns an AppProject into a tenant: a namespace for its objects, and a service account that may do
 * in the namespaces of its destinations what the project allows.
 */
public final class ProjectImport {
  /** The service account that the objects of a tenant apply as. */
  public static final String ACCOUNT = "applier";

  private static final String RBAC = "rbac.authorization.k8s.io/v1";
  private static final String RBAC_GROUP = "rbac.authorization.k8s.io";
  private static final Map<String, String> ADMIN =
      Map.of("apiGroup", RBAC_GROUP, "kind", "ClusterRole", "name", "cluster-admin");

  private ProjectImport() {}

  /** The namespace of a project's objects. */
  public static String namespace(String project) {
    return Names.of(project);
  }

  /** Converts one project. */
  public static Converted convert(Map<?, ?> manifest) {
    Part project = Part.of(manifest);
    project.skip("apiVersion", "kind", "status");
    Part metadata = project.part("metadata");
    metadata.skip("namespace", "annotations", "finalizers", "uid", "resourceVersion");
    metadata.skip("generation", "creationTimestamp", "managedFields", "labels");
    String name = metadata.text("name");
    Part spec = project.part("spec");
    spec.skip("description");
    Remarks remarks = new Remarks();
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    if (name.equals("default")) {
      remarks.note("everybody may do everything in it: no tenant is made");
      readDestinations(spec, new Remarks());
      spec.parts("clusterResourceWhitelist").forEach(kind -> kind.skip("group", "kind"));
    } else {
      objects.addAll(tenant(name, spec, remarks));
    }
    explain(spec, remarks);
    remarks.lostUnread(project);
    return new Converted("AppProject " + name, objects, remarks.all());
  }

  private static List<Map<String, @Nullable Object>> tenant(
      String name, Part spec, Remarks remarks) {
    String tenant = namespace(name);
    Map<String, String> labels = Map.of("toolkit.fluxcd.io/tenant", tenant);
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    objects.add(Manifest.of("v1", "Namespace", "", tenant).labels(labels).tree());
    objects.add(Manifest.of("v1", "ServiceAccount", tenant, ACCOUNT).labels(labels).tree());
    List<Map<String, Object>> rules = rules(spec.parts("namespaceResourceWhitelist"), remarks);
    for (String destination : readDestinations(spec, remarks)) {
      if (!rules.isEmpty()) {
        objects.add(role("Role", destination, tenant, rules));
      }
      Map<String, String> role = rules.isEmpty() ? ADMIN : reference("Role", tenant);
      objects.add(binding("RoleBinding", destination, tenant, role));
    }
    objects.addAll(clusterRights(tenant, spec, remarks));
    return objects;
  }

  private static Set<String> readDestinations(Part spec, Remarks remarks) {
    Set<String> namespaces = new LinkedHashSet<>();
    for (Part destination : spec.parts("destinations")) {
      String namespace = destination.text("namespace");
      String server = destination.text("server", "https://kubernetes.default.svc");
      String cluster = destination.text("name", "in-cluster");
      if (namespace.contains("*") || namespace.startsWith("!")) {
        remarks.lost(
            destination.path() + ".namespace",
            "rights are given by namespace; give them in each one that '%s' means"
                .formatted(namespace));
      } else if (!server.equals("https://kubernetes.default.svc")
          || !cluster.equals("in-cluster")) {
        remarks.lost(
            destination.path(), "the rights in another cluster are those of its kubeconfig");
      } else {
        namespaces.add(namespace);
      }
    }
    return namespaces;
  }

  private static List<Map<String, @Nullable Object>> clusterRights(
      String tenant, Part spec, Remarks remarks) {
    List<Part> kinds = spec.parts("clusterResourceWhitelist");
    if (kinds.isEmpty()) {
      return List.of();
    }
    List<Map<String, Object>> rules = rules(kinds, remarks);
    String name = "tenant-" + tenant;
    if (rules.isEmpty()) {
      return List.of(binding("ClusterRoleBinding", "", name, tenant, ADMIN));
    }
    return List.of(
        role("ClusterRole", "", name, rules),
        binding("ClusterRoleBinding", "", name, tenant, reference("ClusterRole", name)));
  }

  /** Rules for kinds; none if everything is allowed. */
  private static List<Map<String, Object>> rules(List<Part> kinds, Remarks remarks) {
    List<Map<String, Object>> rules = new ArrayList<>();
    boolean everything = false;
    for (Part kind : kinds) {
      String group = kind.text("group");
      String name = kind.text("kind");
      everything |= group.equals("*") && name.equals("*");
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("apiGroups", List.of(group));
      rule.put("resources", List.of(Plural.of(name)));
      rule.put("verbs", List.of("get", "list", "watch", "create", "update", "patch", "delete"));
      rules.add(rule);
    }
    if (!everything && !rules.isEmpty()) {
      remarks.note("the rules name resources by the usual plurals of their kinds; check them");
    }
    return everything ? List.of() : rules;
  }

  private static Map<String, @Nullable Object> role(
      String kind, String namespace, String name, List<Map<String, Object>> rules) {
    return Manifest.of(RBAC, kind, namespace, name).top("rules", rules).tree();
  }

  private static Map<String, @Nullable Object> binding(
      String kind, String namespace, String tenant, Map<String, String> role) {
    return binding(kind, namespace, tenant, tenant, role);
  }

  private static Map<String, @Nullable Object> binding(
      String kind, String namespace, String name, String tenant, Map<String, String> role) {
    Map<String, String> subject =
        Map.of("kind", "ServiceAccount", "name", ACCOUNT, "namespace", tenant);
    return Manifest.of(RBAC, kind, namespace, name)
        .top("roleRef", role)
        .top("subjects", List.of(subject))
        .tree();
  }

  private static Map<String, String> reference(String kind, String name) {
    return Map.of("apiGroup", RBAC_GROUP, "kind", kind, "name", name);
  }

  private static void explain(Part spec, Remarks remarks) {
    List<String> repositories = spec.texts("sourceRepos");
    if (!repositories.isEmpty() && !repositories.contains("*")) {
      remarks.lost(
          "spec.sourceRepos",
          "sources are not limited to addresses; an admission policy on GitRepository,"
              + " HelmRepository and OCIRepository can do that");
    }
    explain(spec, "roles", "who may change objects is a matter of RBAC in the namespace", remarks);
    explain(spec, "syncWindows", "there are no windows; suspend and resume objects", remarks);
    explain(spec, "signatureKeys", "set spec.verify of the GitRepository", remarks);
    explain(spec, "namespaceResourceBlacklist", "RBAC can only allow", remarks);
    explain(spec, "clusterResourceBlacklist", "RBAC can only allow", remarks);
    spec.skip("orphanedResources");
  }

  private static void explain(Part spec, String field, String why, Remarks remarks) {
    if (spec.has(field)) {
      remarks.lost("spec." + field, why);
      spec.skip(field);
    }
  }
}
