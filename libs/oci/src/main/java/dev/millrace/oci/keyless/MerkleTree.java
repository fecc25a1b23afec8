package dev.millrace.oci.keyless;

import dev.millrace.oci.signature.Untrusted;
import java.util.List;

/** The trees of transparency logs (RFC 9162, section 2.1). */
final class MerkleTree {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleTree() {}

  /**
   * The root of a tree that holds an entry.
   *
   * @param index of the entry
   * @param size of the tree
   * @param hashes of the other half at each level where there is one, from the entry up
   * @throws Untrusted when no tree of this size has such a way
   */
  static byte[] root(byte[] entry, long index, long size, List<byte[]> hashes) throws Untrusted {
    if (index < 0 || index >= size) {
      throw new Untrusted("the proof of its log entry lies outside of the tree");
    }
    var hash = Hashes.sha256(LEAF, entry);
    long node = index;
    long last = size - 1;
    for (var sibling : hashes) {
      if (last == 0) {
        throw new Untrusted("the proof of its log entry is too long");
      }
      if ((node & 1) == 1 || node == last) {
        hash = Hashes.sha256(NODE, sibling, hash);
        // Levels in which the node has no sibling are not in the proof.
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = Hashes.sha256(NODE, hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      throw new Untrusted("the proof of its log entry is too short");
    }
    return hash;
  }
}
