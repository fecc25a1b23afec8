package dev.millrace.artifact.storage;

import java.time.Duration;

/**
 * How long old artifacts of an object stay (FLUX.md 1.5).
 *
 * @param ttl files older than this go
 * @param records of those that remain, the newest so many stay; the current one always counts
 */
public record Retention(Duration ttl, int records) {
  /** Flux's defaults: 60 seconds, 2 records. */
  public static Retention defaults() {
    return new Retention(Duration.ofSeconds(60), 2);
  }
}
