package dev.millrace.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML into plain trees: {@code Map<String,Object>} in source order, {@code List<Object>},
 * {@code String}, {@code Boolean}, {@code Long}, {@code BigInteger} (64 bits unsigned), {@code
 * Double} and null. Readers are immutable and thread-safe. Every tree is the caller's own: values
 * that the source repeats through aliases are copies.
 *
 * <p>All methods throw {@link YamlException} for text that is not valid, that the original would
 * refuse, or that exceeds the limits.
 */
public final class YamlReader {
  private final Dialect dialect;
  private final boolean strict;
  private final boolean allDoubles;
  private final YamlLimits limits;

  private YamlReader(Dialect dialect, boolean strict, boolean allDoubles, YamlLimits limits) {
    this.dialect = dialect;
    this.strict = strict;
    this.allDoubles = allDoubles;
    this.limits = limits;
  }

  /**
   * Reads as sigs.k8s.io/yaml does: YAML 1.1 converted to JSON. The rule for Kubernetes objects,
   * kustomization files and Helm values.
   */
  public static YamlReader sigs() {
    return new YamlReader(Dialect.V2, false, false, YamlLimits.DEFAULT);
  }

  /**
   * Reads as kustomize reads resources: YAML 1.2 booleans, duplicate keys refused, dates to RFC
   * 3339, documents separated by lines that start with {@code ---} (KUSTOMIZE.md "Output").
   */
  public static YamlReader kustomize() {
    return new YamlReader(Dialect.V3, true, false, YamlLimits.DEFAULT);
  }

  /** The same reader, refusing duplicate keys; kustomize's reader always does. */
  public YamlReader strict() {
    return new YamlReader(dialect, true, allDoubles, limits);
  }

  /** The same reader, every number a {@code Double}: how Helm holds its values. */
  public YamlReader allNumbersAsDoubles() {
    return new YamlReader(dialect, strict, true, limits);
  }

  /** The same reader with other bounds. */
  public YamlReader limits(YamlLimits bounds) {
    return new YamlReader(dialect, strict, allDoubles, bounds);
  }

  /** The first document's value; null when it is empty. What follows it is not looked at. */
  public @Nullable Object read(String text) {
    NodeReader.Root root = new NodeReader(text, 0, limits).next();
    return root == null ? null : build(root.node());
  }

  /**
   * The first document, empty when there is none. What follows it is not looked at: even text that
   * is no YAML is no error there.
   */
  public YamlDocument readFirst(String text) {
    NodeReader.Root root = new NodeReader(text, 0, limits).next();
    return root == null
        ? new YamlDocument(null, null, new Position(1, 1, 0))
        : new YamlDocument(build(root.node()), root.node(), root.start());
  }

  /** {@link #read(String)} of UTF-8 (or, with a byte order mark, UTF-16) bytes. */
  public @Nullable Object read(byte[] bytes) {
    return read(decode(bytes));
  }

  /** All documents of a stream, empty ones included. */
  public List<YamlDocument> readAll(String text) {
    return dialect == Dialect.V2 ? readStream(text) : readSeparated(text, this::build);
  }

  /** {@link #readAll(String)} of UTF-8 (or, with a byte order mark, UTF-16) bytes. */
  public List<YamlDocument> readAll(byte[] bytes) {
    return readAll(decode(bytes));
  }

  /** The first document's node, nothing resolved; nothing when the document is empty. */
  public Optional<YamlNode> readFirstNode(String text) {
    NodeReader.Root root = new NodeReader(text, 0, limits).next();
    return root == null || isEmpty(root.node()) ? Optional.empty() : Optional.of(root.node());
  }

  /**
   * The first document's node together with its comments, nothing resolved; nothing when the text
   * holds no document. What follows it is not looked at.
   */
  public Optional<CommentedDocument> readCommented(String text) {
    return Optional.ofNullable(NodeReader.withComments(text, limits));
  }

  private static boolean isEmpty(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && !scalar.quoted() && scalar.text().isEmpty();
  }

  /** The nodes of all documents of a stream, nothing resolved. */
  public List<YamlNode> readNodes(String text) {
    NodeReader reader = new NodeReader(text, 0, limits);
    List<YamlNode> nodes = new ArrayList<>();
    for (NodeReader.Root root = reader.next(); root != null; root = reader.next()) {
      nodes.add(root.node());
      checkCount(nodes.size());
    }
    return nodes;
  }

  /** The plain tree of a node, by the rules of this reader. */
  public @Nullable Object build(YamlNode node) {
    TreeBuilder builder =
        dialect == Dialect.V2
            ? new V2TreeBuilder(limits, strict, allDoubles)
            : new V3TreeBuilder(limits);
    return builder.root(node);
  }

  /**
   * What {@code yaml.v3} decodes one scalar into: as {@link #kustomize}, but dates and times come
   * as {@code OffsetDateTime}, and infinities and NaN are numbers. SOPS reads values this way.
   */
  public static @Nullable Object decodeScalar(YamlNode.Scalar scalar) {
    Object value = new ScalarResolver(Dialect.V3).resolve(scalar);
    return value instanceof GoTimestamp timestamp ? timestamp.time(scalar.start()) : value;
  }

  private List<YamlDocument> readStream(String text) {
    NodeReader reader = new NodeReader(text, 0, limits);
    List<YamlDocument> documents = new ArrayList<>();
    for (NodeReader.Root root = reader.next(); root != null; root = reader.next()) {
      documents.add(new YamlDocument(build(root.node()), root.node(), root.start()));
      checkCount(documents.size());
    }
    return documents;
  }

  /**
   * The documents of a stream with their nodes but without values, divided as {@link #kustomize}
   * does. What nobody resolves is not checked: repeated keys, unfit tags.
   */
  public List<YamlDocument> readUnresolved(String text) {
    return readSeparated(text, _ -> null);
  }

  private List<YamlDocument> readSeparated(
      String text, Function<YamlNode, @Nullable Object> resolve) {
    NodeReader.checkLength(text, limits);
    List<YamlDocument> documents = new ArrayList<>();
    for (DocumentSplitter.Part part : DocumentSplitter.split(NodeReader.withoutMark(text))) {
      NodeReader.Root root = new NodeReader(part.text(), part.firstLine(), limits).next();
      documents.add(
          root == null
              ? new YamlDocument(null, null, new Position(part.firstLine() + 1, 1, 0))
              : new YamlDocument(resolve.apply(root.node()), root.node(), root.start()));
      checkCount(documents.size());
    }
    return documents;
  }

  private void checkCount(int documents) {
    if (documents > limits.maxDocuments()) {
      throw new YamlException("the text has more than " + limits.maxDocuments() + " documents");
    }
  }

  private String decode(byte[] bytes) {
    if (bytes.length / 4 > limits.maxCharacters()) {
      throw new YamlException(
          "the text is longer than the limit of " + limits.maxCharacters() + " characters");
    }
    return decodeText(bytes);
  }

  /**
   * Bytes as text, the way YAML readers see them: UTF-8, or UTF-16 when they start with its byte
   * order mark.
   *
   * @throws YamlException if the bytes are no such text
   */
  public static String decodeText(byte[] bytes) {
    try {
      var charset =
          startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)
              ? StandardCharsets.UTF_16
              : StandardCharsets.UTF_8;
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new YamlException("the text is not valid UTF-8");
    }
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }
}
