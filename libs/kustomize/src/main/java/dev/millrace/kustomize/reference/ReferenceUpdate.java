package dev.millrace.kustomize.reference;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Resource;

/** Updates one field that names an object: a name, a map with name and namespace, or a list. */
final class ReferenceUpdate {
  private final ReferralSearch search;
  private final Gvk target;
  private final boolean isRoleRef;

  ReferenceUpdate(ReferralSearch search, FieldSpec field, Gvk target) {
    this.search = search;
    this.target = target;
    this.isRoleRef = field.path().endsWith("roleRef/name");
  }

  void apply(Node field) {
    if (field.isNull()) {
      return;
    }
    switch (field.kind()) {
      case SCALAR -> updateName(field);
      case MAP -> updateMap(field);
      case LIST -> {
        for (Node item : field.items()) {
          if (item.isScalar()) {
            updateName(item);
          } else if (item.isMap()) {
            updateMap(item);
          } else {
            throw new KustomizeException("expected names or maps in the list, found a list");
          }
        }
      }
    }
  }

  private void updateName(Node field) {
    Resource referral = search.find(field.text(), target, isRoleRef, null, Resource::name);
    if (referral == null) {
      return;
    }
    String name = referral.name();
    if (!name.equals(field.text())) {
      field.setScalar(Node.scalar(name));
    }
  }

  private void updateMap(Node map) {
    Node name = map.field("name");
    if (name == null) {
      throw new KustomizeException("path config error; no 'name' field in node");
    }
    Node namespaceField = map.field("namespace");
    String writtenNamespace = namespaceField == null ? null : namespaceField.text();
    String oldName = name.text();
    Resource referral =
        search.find(
            oldName, target, isRoleRef, writtenNamespace, r -> r.name() + "/" + r.namespace());
    if (referral == null) {
      return;
    }
    String namespace = referral.namespace();
    if (!referral.name().equals(oldName) || !namespace.isEmpty()) {
      map.setField("name", Node.scalar(referral.name()));
    }
    if (!namespace.isEmpty()) {
      map.setField("namespace", Node.scalar(namespace));
    }
  }
}
