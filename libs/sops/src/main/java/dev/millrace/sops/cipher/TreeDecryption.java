package dev.millrace.sops.cipher;

import dev.millrace.safety.Sensitive;
import dev.millrace.sops.SopsException;
import dev.millrace.sops.metadata.Metadata;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Decrypts the content of one file and computes its authentication code on the way. */
public final class TreeDecryption {
  private final Metadata metadata;
  private final ValueCipher cipher;
  private final ContentDigest digest;
  private final List<String> path = new ArrayList<>();

  /** On each level of maps and lists, the comments since the last value. */
  private final List<List<String>> comments = new ArrayList<>();

  /** Prepares the decryption of one file. */
  public TreeDecryption(Metadata metadata, Sensitive<byte[]> dataKey) {
    this.metadata = metadata;
    this.cipher = new ValueCipher(dataKey);
    this.digest = new ContentDigest(metadata.macOnlyEncrypted());
  }

  /**
   * The documents of the file in clear text.
   *
   * @throws SopsException of kind VALUE, naming the keys on the way to the value
   */
  public List<Value.Branch> decrypt(List<Value.Branch> documents) {
    List<Value.Branch> plain = new ArrayList<>();
    for (Value.Branch document : documents) {
      plain.add(branch(document));
    }
    return plain;
  }

  /**
   * Compares the code of what was decrypted with the one in the file.
   *
   * @throws SopsException of kind MAC
   */
  public void checkMac() {
    if (metadata.mac().isEmpty()) {
      throw wrongMac("the file has no authentication code (sops.mac)");
    }
    Value expected;
    try {
      expected = cipher.decrypt(metadata.mac(), metadata.lastModified());
    } catch (SopsException e) {
      throw wrongMac("the authentication code (sops.mac) can't be read: " + e.getMessage());
    }
    byte[] computed = digest.hex().getBytes(StandardCharsets.US_ASCII);
    if (!(expected instanceof Text text && MessageDigest.isEqual(text.bytes(), computed))) {
      throw wrongMac(
          "the authentication code (sops.mac) does not fit the content: something was added,"
              + " removed or changed after the encryption; encrypt the file again");
    }
  }

  private static SopsException wrongMac(String problem) {
    return new SopsException(SopsException.Kind.MAC, problem);
  }

  private Value value(Value value) {
    return switch (value) {
      case Value.Branch branch -> branch(branch);
      case Value.Items items -> items(items);
      case Value.Comment comment -> comment(comment);
      case Value.Leaf leaf -> leaf(leaf);
      case Value.Nothing nothing -> nothing;
    };
  }

  private Value.Branch branch(Value.Branch branch) {
    List<Value.Entry> entries = new ArrayList<>();
    comments.add(new ArrayList<>());
    for (Value.Entry entry : branch.entries()) {
      switch (entry) {
        case Value.Comment comment -> entries.add(mapComment(comment));
        case Value.Field field -> {
          entries.add(field(field));
          comments.getLast().clear();
        }
      }
    }
    comments.removeLast();
    return new Value.Branch(entries);
  }

  private Value.Field field(Value.Field field) {
    path.add(field.key());
    Value plain = value(field.value());
    path.removeLast();
    return new Value.Field(field.key(), plain);
  }

  private Value.Items items(Value.Items items) {
    List<Value> plain = new ArrayList<>();
    comments.add(new ArrayList<>());
    for (Value item : items.values()) {
      plain.add(value(item));
      if (!(item instanceof Value.Comment)) {
        comments.getLast().clear();
      }
    }
    comments.removeLast();
    return new Value.Items(plain);
  }

  private Value leaf(Value.Leaf leaf) {
    boolean encrypted = metadata.selection().encrypts(path, comments);
    Value plain = encrypted ? decrypt(leaf) : leaf;
    if (plain instanceof Value.Leaf content && (encrypted || !metadata.macOnlyEncrypted())) {
      digest.add(content);
    }
    return plain;
  }

  private Value decrypt(Value.Leaf leaf) {
    try {
      if (leaf instanceof Text text) {
        return cipher.decrypt(text.string(), additionalData());
      }
      throw new SopsException(SopsException.Kind.VALUE, "it is not text, so it is not encrypted");
    } catch (SopsException e) {
      throw new SopsException(
          e.kind(), "the value of " + place() + " does not decrypt: " + e.getMessage());
    }
  }

  private String place() {
    return path.isEmpty() ? "the document" : "'" + String.join(".", path) + "'";
  }

  private Value.Comment mapComment(Value.Comment comment) {
    return switch (comment(comment)) {
      case Value.Comment plain -> plain;
      case Text text -> new Value.Comment(text.string(), false);
      default ->
          throw new SopsException(
              SopsException.Kind.VALUE, "a comment in " + place() + " holds another type");
    };
  }

  /** A comment that does not decrypt is taken for one in clear text, as the original does. */
  private Value comment(Value.Comment comment) {
    comments.getLast().add(comment.text());
    if (comment.text().isEmpty() || !metadata.selection().encryptsComment(path, comments)) {
      return comment;
    }
    Value plain;
    try {
      plain = cipher.decrypt(comment.text(), additionalData());
    } catch (SopsException e) {
      return comment;
    }
    if (plain instanceof Value.Leaf content) {
      digest.add(content);
    }
    return plain;
  }

  private String additionalData() {
    return String.join(":", path) + ":";
  }
}
