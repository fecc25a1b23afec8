package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldVisitor;
import dev.millrace.kustomize.kustomization.Image;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import java.util.List;
import java.util.Set;

/** Changes name, tag or digest of images: in all lists of containers, and where the table says. */
public final class ImageTransformer implements Transformer {
  private static final Set<String> CONTAINERS = Set.of("containers", "initContainers");

  private final ImageChange change;
  private final List<FieldSpec> fields;

  /** Changes the images that the entry matches. */
  public ImageTransformer(Image image, List<FieldSpec> fields) {
    this.change = new ImageChange(image);
    this.fields = List.copyOf(fields);
  }

  @Override
  public void transform(ResourceMap resources) {
    resources.dropEmpty();
    for (Resource resource : resources.resources()) {
      if (!resource.kind().equals("CustomResourceDefinition")) {
        changeContainers(resource.node());
      }
    }
    FieldVisitor visitor = FieldVisitor.ofExisting(this::changeField);
    for (Resource resource : resources.resources()) {
      if (!resource.kind().equals("CustomResourceDefinition")) {
        visitor.visit(resource, fields);
      }
    }
  }

  private void changeContainers(Node node) {
    switch (node.kind()) {
      case SCALAR -> {}
      case LIST -> node.items().forEach(this::changeContainers);
      case MAP -> {
        for (Node.Field field : node.fields()) {
          changeContainers(field.value());
          if (CONTAINERS.contains(field.name()) && field.value().isList()) {
            field.value().items().forEach(this::changeContainer);
          }
        }
      }
    }
  }

  private void changeContainer(Node container) {
    Node image = container.get("image");
    if (image != null) {
      changeField(image);
    }
  }

  private void changeField(Node field) {
    field.requireKind(Node.Kind.SCALAR);
    String changed = change.apply(field.text());
    if (changed != null) {
      field.setScalar(Node.scalar(changed));
    }
  }
}
