package dev.millrace.kustomize.transform;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldVisitor;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.Tag;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceId;
import dev.millrace.kustomize.resource.ResourceMap;
import java.util.List;

/** Adds a prefix or a suffix to names. */
public final class AffixTransformer implements Transformer {
  private static final String NAME = "metadata/name";

  private final Side side;
  private final String affix;
  private final List<FieldSpec> fields;
  private final List<Gvk> skipped;

  /** Where the text is added. */
  public enum Side {
    /** Before the name. */
    PREFIX,
    /** After the name. */
    SUFFIX
  }

  /** Adds an affix; kinds in {@code skipped} keep their names. */
  public AffixTransformer(Side side, String affix, List<FieldSpec> fields, List<Gvk> skipped) {
    this.side = side;
    this.affix = affix;
    this.fields = List.copyOf(fields);
    this.skipped = List.copyOf(skipped);
  }

  @Override
  public void transform(ResourceMap resources) {
    for (Resource resource : resources.resources()) {
      ResourceId original = resource.originalId();
      if (skipped.stream().noneMatch(original.gvk()::isSelectedBy)) {
        fields.stream()
            .filter(spec -> original.gvk().isSelectedBy(spec.gvk()))
            .forEach(spec -> transform(resource, spec));
      }
    }
    resources.idsChanged();
  }

  private void transform(Resource resource, FieldSpec spec) {
    if (spec.path().equals(NAME)) {
      remember(resource);
    }
    FieldVisitor.creating(Node.Kind.SCALAR, Tag.STRING, this::change).visit(resource, spec);
  }

  private void remember(Resource resource) {
    if (side == Side.PREFIX) {
      resource.history().addPrefix(affix);
    } else {
      resource.history().addSuffix(affix);
    }
    if (!affix.isEmpty()) {
      resource.history().rememberId();
    }
  }

  private void change(Node field) {
    String text = side == Side.PREFIX ? affix + field.text() : field.text() + affix;
    field.setScalar(Node.scalar(text));
  }
}
