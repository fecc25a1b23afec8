package dev.millrace.yaml.edit;

import dev.millrace.yaml.DocumentSplitter;
import dev.millrace.yaml.YamlLimits;
import dev.millrace.yaml.YamlNode;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The text of a YAML file whose scalars can be replaced one by one. Comments, spacing, anchors,
 * quotes, line ends and a byte order mark stay as they are, because a replacement is spliced into
 * the text where the old scalar stood. Not thread-safe.
 */
public final class EditableYaml {
  private final String text;
  private final List<YamlNode> documents = new ArrayList<>();
  private final Map<YamlNode.Scalar, SourceScalar> scalars = new IdentityHashMap<>();
  private final List<Splice> splices = new ArrayList<>();

  private record Splice(int from, int to, String text) {}

  private EditableYaml(String text) {
    this.text = text;
  }

  /**
   * Parses a file as kustomize does: documents are separated by lines that start with {@code ---}.
   *
   * @throws dev.millrace.yaml.YamlException if any document is malformed
   */
  public static EditableYaml parse(String text, YamlLimits limits) {
    EditableYaml yaml = new EditableYaml(text);
    YamlReader reader = YamlReader.kustomize().limits(limits);
    int start = text.startsWith("\ufeff") ? 1 : 0;
    for (DocumentSplitter.Part part : DocumentSplitter.split(text.substring(start))) {
      Optional<YamlNode> root = reader.readFirstNode(part.text());
      if (root.isPresent()) {
        yaml.documents.add(root.get());
        yaml.locate(root.get(), start + part.offset(), false);
      }
    }
    return yaml;
  }

  private void locate(YamlNode node, int base, boolean flow) {
    switch (node) {
      case YamlNode.Scalar scalar ->
          scalars.put(scalar, new SourceScalar(text, scalar, base, flow));
      case YamlNode.Sequence sequence ->
          sequence.items().forEach(item -> locate(item, base, flow || sequence.flow()));
      case YamlNode.Mapping mapping ->
          mapping.entries().forEach(entry -> locate(entry, base, flow || mapping.flow()));
      case YamlNode.Alias _ -> {
        // Replacing what an alias names would change other places, so it is found only there.
      }
    }
  }

  private void locate(YamlNode.Entry entry, int base, boolean flow) {
    locate(entry.key(), base, flow);
    locate(entry.value(), base, flow);
  }

  /** The root nodes of all documents that are not empty. */
  public List<YamlNode> documents() {
    return List.copyOf(documents);
  }

  /**
   * The comment behind a scalar in its last line, from its {@code #} on, or empty. For a block
   * scalar it is the comment behind the {@code |}. A scalar without any text of its own has none.
   */
  public String lineComment(YamlNode.Scalar scalar) {
    return source(scalar).lineComment();
  }

  /**
   * Replaces a scalar of this file by a text, quoted where it must be to be read as text. Quotes
   * and block style of the old scalar are kept where the new text allows it. A plain scalar that
   * was no text and becomes one gets the tag of its old kind, as go-yaml writes it.
   */
  public void replace(YamlNode.Scalar scalar, String value) {
    SourceScalar source = source(scalar);
    splices.add(new Splice(source.start(), source.end(), source.replacement(value)));
  }

  private SourceScalar source(YamlNode.Scalar scalar) {
    return Objects.requireNonNull(scalars.get(scalar), "the scalar is no part of this file");
  }

  /** The text of the file with all replacements made. */
  public String text() {
    StringBuilder result = new StringBuilder(text.length());
    int at = 0;
    for (Splice splice : splices.stream().sorted(Comparator.comparing(Splice::from)).toList()) {
      result.append(text, at, splice.from()).append(splice.text());
      at = splice.to();
    }
    return result.append(text, at, text.length()).toString();
  }
}
