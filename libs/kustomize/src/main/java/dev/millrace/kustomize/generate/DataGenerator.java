package dev.millrace.kustomize.generate;

import dev.millrace.kustomize.kustomization.GeneratorArgs;
import dev.millrace.kustomize.kustomization.GeneratorOptions;
import dev.millrace.kustomize.load.Loader;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.node.Tag;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.resource.KeyValueData;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.Resource.Source;
import dev.millrace.kustomize.schema.Scopes;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Makes ConfigMaps and Secrets from literals and files. */
public final class DataGenerator implements Generator {
  private final Kind kind;
  private final GeneratorArgs args;
  private final Loader loader;
  private final Scopes scopes;

  /** What is made. */
  public enum Kind {
    /** Text as it is, other bytes as {@code binaryData}. */
    CONFIG_MAP("ConfigMap"),
    /** Everything in base64. */
    SECRET("Secret");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** A generator that reads its files through {@code loader}. */
  public DataGenerator(Kind kind, GeneratorArgs args, Loader loader, Scopes scopes) {
    this.kind = kind;
    this.args = args;
    this.loader = loader;
    this.scopes = scopes;
  }

  @Override
  public Resource generate() {
    Map<String, byte[]> data = KeyValueSources.load(args, loader);
    Resource resource = new Resource(base(), scopes, Source.GENERATED);
    if (kind == Kind.SECRET) {
      String type = args.type().isEmpty() ? "Opaque" : args.type();
      resource.node().setField("type", Node.string(type));
      addSecretData(resource.node(), data);
    } else {
      addConfigMapData(resource.node(), data);
    }
    addOptions(resource, args.options());
    if (!args.options().disableNameSuffixHash()) {
      resource.history().requestHash();
    }
    resource.history().setBehavior(args.behavior());
    return resource;
  }

  private Node base() {
    if (args.name().isEmpty()) {
      throw new KustomizeException("a generated " + kind.text + " must have a name");
    }
    Node root = Node.map();
    root.setField("apiVersion", Node.string("v1"));
    root.setField("kind", Node.string(kind.text));
    Node metadata = Node.map();
    metadata.setField("name", Node.string(args.name()));
    if (!args.namespace().isEmpty()) {
      metadata.setField("namespace", Node.string(args.namespace()));
    }
    root.setField("metadata", metadata);
    return root;
  }

  private static void addConfigMapData(Node root, Map<String, byte[]> data) {
    Map<String, String> text = new HashMap<>();
    Map<String, String> binary = new HashMap<>();
    data.forEach(
        (key, bytes) -> {
          String decoded = Utf8.decodeOrNull(bytes);
          if (decoded == null) {
            binary.put(key, KeyValueData.base64(bytes));
          } else {
            text.put(key, decoded);
          }
        });
    KeyValueData.put(root, "data", text);
    KeyValueData.put(root, "binaryData", binary);
  }

  private static void addSecretData(Node root, Map<String, byte[]> data) {
    root.setField("data", Node.map());
    Map<String, String> encoded = new HashMap<>();
    data.forEach((key, bytes) -> encoded.put(key, KeyValueData.base64(bytes)));
    KeyValueData.put(root, "data", encoded);
  }

  private static void addOptions(Resource resource, GeneratorOptions options) {
    new TreeMap<>(options.labels()).forEach(resource::setLabel);
    new TreeMap<>(options.annotations()).forEach(resource::setAnnotation);
    if (options.immutable()) {
      resource.node().setField("immutable", Node.scalar("true", Tag.BOOL));
    }
  }
}
