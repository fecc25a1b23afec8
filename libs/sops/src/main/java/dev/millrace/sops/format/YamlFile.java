package dev.millrace.sops.format;

import dev.millrace.sops.SopsException;
import dev.millrace.sops.metadata.MetadataReader;
import dev.millrace.sops.tree.Value;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlLimits;
import dev.millrace.yaml.YamlNode;
import dev.millrace.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * YAML files. All documents are content; each carries the metadata, and those of the first count.
 */
final class YamlFile implements FileFormat.Codec {
  private static final String METADATA = "sops";
  private static final YamlLimits LIMITS =
      YamlLimits.DEFAULT.withMaxDepth(500).withMaxNodes(2_000_000).withMaxDocuments(10_000);

  private final YamlReader reader = YamlReader.kustomize().limits(LIMITS);

  @Override
  public EncryptedFile read(byte[] content) {
    List<Value.Branch> documents = documents(content);
    if (documents.isEmpty()) {
      throw MetadataReader.missing();
    }
    Value metadata = documents.getFirst().get(METADATA).orElseThrow(MetadataReader::missing);
    return new EncryptedFile(
        MetadataReader.read(metadata),
        documents.stream().map(document -> document.without(METADATA)).toList());
  }

  private List<Value.Branch> documents(byte[] content) {
    try {
      String text = YamlReader.decodeText(content);
      List<YamlNode> roots = reader.readNodes(text);
      YamlComments comments = YamlComments.of(text, roots);
      YamlTree tree = new YamlTree(LIMITS.maxNodes());
      List<Value.Branch> documents = new ArrayList<>();
      for (int i = 0; i < roots.size(); i++) {
        documents.add(tree.document(roots.get(i), comments.ofDocument(i)));
      }
      return documents;
    } catch (YamlException e) {
      throw new SopsException(SopsException.Kind.FORMAT, "the YAML is not valid: " + place(e));
    }
  }

  /** What is wrong and where; the reader's messages quote no values. */
  private static String place(YamlException e) {
    return String.valueOf(e.getMessage());
  }

  @Override
  public byte[] write(List<Value.Branch> documents) {
    StringBuilder text = new StringBuilder();
    for (Value.Branch document : documents) {
      text.append(text.isEmpty() ? "" : "---\n");
      text.append(GoYaml.writeCommented(YamlLayout.document(document)));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
