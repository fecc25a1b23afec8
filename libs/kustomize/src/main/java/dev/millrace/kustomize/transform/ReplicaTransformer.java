package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldVisitor;
import dev.millrace.kustomize.kustomization.Replica;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.Tag;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import java.util.List;

/** Sets the number of replicas of the workloads with some name. */
public final class ReplicaTransformer implements Transformer {
  private final Replica replica;
  private final List<FieldSpec> fields;

  /** Sets the replicas where the field specifications say. */
  public ReplicaTransformer(Replica replica, List<FieldSpec> fields) {
    this.replica = replica;
    this.fields = List.copyOf(fields);
  }

  @Override
  public void transform(ResourceMap resources) {
    boolean found = false;
    for (FieldSpec spec : fields) {
      List<Resource> selected =
          resources.withAnyId(
              id -> id.name().equals(replica.name()) && id.gvk().isSelectedBy(spec.gvk()));
      found |= !selected.isEmpty();
      selected.forEach(resource -> set(resource, spec));
    }
    if (!found) {
      throw new KustomizeException(
          "resource with name "
              + replica.name()
              + " does not match a config with the following GVK "
              + fields.stream().map(FieldSpec::gvk).toList()
              + "; correct the name in replicas");
    }
  }

  private void set(Resource resource, FieldSpec spec) {
    Node count = Node.scalar(Long.toString(replica.count()), Tag.INT);
    FieldVisitor.creating(Node.Kind.SCALAR, Tag.INT, field -> field.setScalar(count))
        .visit(resource, spec);
  }
}
