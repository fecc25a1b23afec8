package dev.millrace.oci.keyless;

import dev.millrace.oci.signature.LogEntry;
import dev.millrace.oci.signature.Untrusted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Checks that a log holds an entry: by the log's promise, the way to its root, or both. */
final class LogProof {
  private final TransparencyLog log;

  LogProof(TransparencyLog log) {
    this.log = log;
  }

  /**
   * Makes sure that the log holds an entry.
   *
   * @return when it took it, if it signed that
   * @throws Untrusted when it does not
   */
  Optional<Instant> require(LogEntry entry) throws Untrusted {
    var promise = entry.promise();
    var proof = entry.proof();
    if (promise == null && proof == null) {
      throw new Untrusted("its log entry has neither a promise nor a proof of the log");
    }
    if (proof != null) {
      requireInTree(entry, proof);
    }
    return promise == null ? Optional.empty() : Optional.of(promisedTime(entry, promise));
  }

  private Instant promisedTime(LogEntry entry, byte[] promise) throws Untrusted {
    if (!log.key().verifies(promised(entry), promise)) {
      throw new Untrusted("the promise of the log is not signed by it");
    }
    return Instant.ofEpochSecond(entry.integratedTime());
  }

  /** Canonical JSON: sorted names, no spaces. */
  private static byte[] promised(LogEntry entry) {
    return "{\"body\":\"%s\",\"integratedTime\":%d,\"logID\":\"%s\",\"logIndex\":%d}"
        .formatted(
            Base64.getEncoder().encodeToString(entry.body()),
            entry.integratedTime(),
            HexFormat.of().formatHex(entry.logId()),
            entry.index())
        .getBytes(StandardCharsets.UTF_8);
  }

  private void requireInTree(LogEntry entry, LogEntry.Proof proof) throws Untrusted {
    var checkpoint = Checkpoint.parse(proof.checkpoint());
    if (!checkpoint.isSignedBy(log.key())) {
      throw new Untrusted("the checkpoint of the log is not signed by it");
    }
    var root = MerkleTree.root(entry.body(), proof.index(), checkpoint.size(), proof.hashes());
    if (!Arrays.equals(root, checkpoint.root())) {
      throw new Untrusted("its log entry is not in the log");
    }
  }
}
