package dev.millrace.controller.imageautomation.setter;

import dev.millrace.controller.imageautomation.setter.FileChange.Change;
import dev.millrace.yaml.YamlNode;
import dev.millrace.yaml.edit.EditableYaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks an object and sets the scalars that carry a marker. Aliases are not followed. */
final class MarkedFields {
  private final EditableYaml file;
  private final Setters setters;
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> unknown = new LinkedHashSet<>();

  MarkedFields(EditableYaml file, Setters setters) {
    this.file = file;
    this.setters = setters;
  }

  /** Sets all marked fields; the answer holds those whose value changes. */
  List<Change> set(YamlObject object) {
    visit(object.node());
    return changes;
  }

  /** The setters that marked fields ask for and no policy has. */
  Set<String> unknown() {
    return unknown;
  }

  private void visit(YamlNode node) {
    switch (node) {
      case YamlNode.Mapping mapping -> visitFields(mapping);
      case YamlNode.Sequence sequence -> sequence.items().forEach(this::visit);
      case YamlNode.Scalar scalar -> visitScalar(scalar);
      case YamlNode.Alias _ -> {
        // What it names is visited where it stands.
      }
    }
  }

  /** Of fields with the same name only the first is looked at. */
  private void visitFields(YamlNode.Mapping mapping) {
    Set<String> seen = new HashSet<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      String name = entry.key() instanceof YamlNode.Scalar key ? key.text() : "";
      if (seen.add(name)) {
        visit(entry.value());
      }
    }
  }

  private void visitScalar(YamlNode.Scalar scalar) {
    Optional<String> setter = Marker.setter(file.lineComment(scalar));
    Optional<String> value = setter.flatMap(setters::value);
    if (setter.isPresent() && value.isEmpty()) {
      unknown.add(setter.get());
    }
    if (value.isPresent() && !value.get().equals(scalar.text())) {
      file.replace(scalar, value.get());
      changes.add(new Change(scalar.text(), value.get(), setter.get()));
    }
  }
}
