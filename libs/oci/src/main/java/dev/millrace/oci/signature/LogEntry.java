package dev.millrace.oci.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said to be written in a transparency log; to be checked with the key of the log.
 *
 * @param logId hash of the log's public key
 * @param index in all of the log's trees
 * @param integratedTime when the log took it, in seconds; 0 where the log does not say
 * @param body the canonical JSON that the log holds
 * @param promise the log's signature over body, time and index (a signed entry timestamp); null
 *     when there is none
 * @param proof that the log holds it; null when there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogEntry(
    byte[] logId,
    long index,
    long integratedTime,
    byte[] body,
    byte @Nullable [] promise,
    @Nullable Proof proof) {

  /**
   * The way from an entry to the root of a tree.
   *
   * @param index in this tree
   * @param size of the tree
   * @param hashes on the way up
   * @param checkpoint the signed note that names size and root
   */
  public record Proof(long index, long size, byte[] root, List<byte[]> hashes, String checkpoint) {
    /** Copies the list. */
    public Proof {
      hashes = List.copyOf(hashes);
    }
  }
}
