package dev.millrace.oci.keyless;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a key or authority was in use, both ends included.
 *
 * @param start or null for ever before
 * @param end or null while in use
 */
record Period(@Nullable Instant start, @Nullable Instant end) {
  boolean contains(Instant time) {
    return (start == null || !time.isBefore(start)) && (end == null || !time.isAfter(end));
  }
}
