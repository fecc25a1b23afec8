package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldVisitor;
import dev.millrace.kustomize.node.Lookup;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.Tag;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceId;
import dev.millrace.kustomize.resource.ResourceMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Puts namespaced objects into a namespace, with what refers to it by table. */
public final class NamespaceTransformer implements Transformer {
  private static final Set<String> ROLE_BINDINGS = Set.of("RoleBinding", "ClusterRoleBinding");
  private static final String METADATA_NAMESPACE = "metadata/namespace";
  private static final FieldSpec OF_METADATA = new FieldSpec(Gvk.ANY, METADATA_NAMESPACE, true);

  private final String namespace;
  private final List<FieldSpec> fields;
  private final Subjects subjects;
  private final boolean unsetOnly;

  /** Which subjects of role bindings get the namespace too. */
  public enum Subjects {
    /** Those named {@code default}. */
    DEFAULT_ONLY,
    /** All service accounts. */
    ALL_SERVICE_ACCOUNTS,
    /** None. */
    NONE;

    /**
     * Reads the value of {@code setRoleBindingSubjects}; empty text is the default.
     *
     * @throws KustomizeException if it is something else
     */
    public static Subjects of(String text) {
      return switch (text) {
        case "", "defaultOnly" -> DEFAULT_ONLY;
        case "allServiceAccounts" -> ALL_SERVICE_ACCOUNTS;
        case "none" -> NONE;
        default ->
            throw new KustomizeException(
                "invalid value '"
                    + text
                    + "' for setRoleBindingSubjects: must be one of defaultOnly,"
                    + " allServiceAccounts or none");
      };
    }
  }

  /**
   * Sets a namespace; an empty one changes nothing.
   *
   * @param unsetOnly whether namespaces that are there stay as they are
   */
  public NamespaceTransformer(
      String namespace, List<FieldSpec> fields, Subjects subjects, boolean unsetOnly) {
    this.namespace = namespace;
    this.fields = fields.stream().filter(spec -> !spec.path().equals(METADATA_NAMESPACE)).toList();
    this.subjects = subjects;
    this.unsetOnly = unsetOnly;
  }

  @Override
  public void transform(ResourceMap resources) {
    if (namespace.isEmpty()) {
      return;
    }
    Map<ResourceId.Key, Integer> counts = new HashMap<>();
    resources.resources().forEach(r -> counts.merge(r.currentId().key(), 1, Integer::sum));
    for (Resource resource : resources.resources()) {
      if (!resource.isEmpty() && !resource.history().isFromHelm()) {
        counts.merge(resource.currentId().key(), -1, Integer::sum);
        resource.history().rememberId();
        setNamespace(resource);
        if (counts.merge(resource.currentId().key(), 1, Integer::sum) != 1) {
          throw new KustomizeException(
              "namespace transformation produces ID conflict: there are two of "
                  + resource.currentId()
                  + "; give them different names");
        }
      }
    }
    resources.idsChanged();
  }

  /** Sets the namespace in one object and in what it refers to. */
  void setNamespace(Resource resource) {
    FieldVisitor visitor = FieldVisitor.creating(Node.Kind.SCALAR, Tag.STRING, setter());
    ResourceId id = resource.currentId();
    if (!id.clusterScoped()) {
      FieldVisitor.creating(Node.Kind.SCALAR, Tag.NONE, setter())
          .visitSelected(resource, OF_METADATA);
    }
    boolean isBinding = ROLE_BINDINGS.contains(id.gvk().kind());
    if (isBinding) {
      setSubjects(resource);
    }
    for (FieldSpec spec : fields) {
      if (!isHandledElsewhere(spec, resource, isBinding)) {
        visitor.visit(resource, spec);
      }
    }
  }

  private static boolean isHandledElsewhere(FieldSpec spec, Resource resource, boolean isBinding) {
    boolean renamesObject = spec.path().equals("metadata/name");
    boolean ofSubjects =
        ROLE_BINDINGS.contains(spec.gvk().kind()) && spec.path().equals("subjects/namespace");
    return (renamesObject && !resource.apiVersion().equals("v1")) || (isBinding && ofSubjects);
  }

  private void setSubjects(Resource binding) {
    if (subjects == Subjects.NONE) {
      return;
    }
    Node list = Lookup.find(binding.node(), "subjects");
    if (list == null || list.isNull()) {
      return;
    }
    list.requireKind(Node.Kind.LIST);
    Predicate<Node> selected =
        subjects == Subjects.DEFAULT_ONLY
            ? subject -> has(subject, "name", "default")
            : subject -> has(subject, "kind", "ServiceAccount");
    for (Node subject : list.items()) {
      if (!subject.isNull() && selected.test(subject)) {
        Node field = Lookup.findOrCreate(subject, List.of("namespace"), Node.Kind.SCALAR);
        if (field != null) {
          setter().accept(field);
        }
      }
    }
  }

  private static boolean has(Node subject, String field, String value) {
    Node node = subject.get(field);
    return node != null && node.text().equals(value);
  }

  private Consumer<Node> setter() {
    Node shared = Node.scalar(namespace, Tag.STRING);
    return field -> {
      boolean keep = unsetOnly && !field.isNull() && !field.text().isEmpty();
      if (!keep) {
        field.setScalar(shared);
      }
    };
  }
}
