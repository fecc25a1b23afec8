package dev.millrace.servers.sigstore;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A log of signatures: it promises to hold entries, and shows that it does. */
final class TestLog {
  private static final int TREE_SIZE = 6;
  private static final int INDEX = 3;
  private static final int OFFSET = 1000;

  private final KeyPair keys = Keys.generate();
  private final String origin;

  /**
   * Makes a log.
   *
   * @param origin that checkpoints begin with
   */
  TestLog(String origin) {
    this.origin = origin;
  }

  PublicKey publicKey() {
    return keys.getPublic();
  }

  byte[] id() {
    return Keys.sha256(keys.getPublic().getEncoded());
  }

  /** The log's signature over an entry and the time it came. */
  byte[] promise(byte[] body, long time) {
    String promised =
        "{\"body\":\"%s\",\"integratedTime\":%d,\"logID\":\"%s\",\"logIndex\":%d}"
            .formatted(Keys.base64(body), time, HexFormat.of().formatHex(id()), globalIndex());
    return Keys.sign(keys.getPrivate(), promised.getBytes(StandardCharsets.UTF_8));
  }

  long globalIndex() {
    return OFFSET + INDEX;
  }

  int treeIndex() {
    return INDEX;
  }

  /** The proof of a tree with five more entries, in the form of bundles. */
  Map<String, Object> proof(byte[] body, boolean forgedPath, boolean forgedCheckpoint) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < TREE_SIZE; i++) {
      byte[] entry = i == INDEX ? body : new byte[] {(byte) i};
      leaves.add(Keys.sha256(new byte[] {0}, entry));
    }
    byte[] root = root(leaves);
    List<String> path = new ArrayList<>(path(INDEX, leaves).stream().map(Keys::base64).toList());
    if (forgedPath) {
      path.set(0, Keys.base64(new byte[32]));
    }
    Map<String, Object> proof = new LinkedHashMap<>();
    proof.put("logIndex", Integer.toString(INDEX));
    proof.put("rootHash", Keys.base64(root));
    proof.put("treeSize", Integer.toString(TREE_SIZE));
    proof.put("hashes", path);
    proof.put("checkpoint", Map.of("envelope", checkpoint(root, forgedCheckpoint)));
    return proof;
  }

  private String checkpoint(byte[] root, boolean forged) {
    String text = "%s\n%d\n%s\n".formatted(origin, TREE_SIZE, Keys.base64(root));
    KeyPair signer = forged ? Keys.generate() : keys;
    byte[] signature = Keys.sign(signer.getPrivate(), text.getBytes(StandardCharsets.UTF_8));
    byte[] hinted = Arrays.copyOf(id(), 4 + signature.length);
    System.arraycopy(signature, 0, hinted, 4, signature.length);
    String name = origin.split(" - ", 2)[0];
    return "%s\n\u2014 %s %s\n".formatted(text, name, Keys.base64(hinted));
  }

  private static byte[] root(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Keys.sha256(
        new byte[] {1}, root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  private static List<byte[]> path(int index, List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return new ArrayList<>();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    List<byte[]> left = leaves.subList(0, split);
    List<byte[]> right = leaves.subList(split, leaves.size());
    List<byte[]> path = index < split ? path(index, left) : path(index - split, right);
    path.add(root(index < split ? right : left));
    return path;
  }
}
