package dev.millrace.oci.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside a signature to show who made it and when. Nothing of it is checked yet.
 *
 * @param certificate of the signer in DER form, or null
 * @param entries of transparency logs
 * @param timestamps answers of time-stamping authorities (RFC 3161) in DER form
 */
@SuppressWarnings("ArrayRecordComponent")
public record Evidence(
    byte @Nullable [] certificate, List<LogEntry> entries, List<byte[]> timestamps) {
  static final Evidence NONE = new Evidence(null, List.of(), List.of());

  /** Copies the lists. */
  public Evidence {
    entries = List.copyOf(entries);
    timestamps = List.copyOf(timestamps);
  }
}
