package dev.millrace.helm.release;

import java.time.Instant;
import java.util.Optional;

/** When a revision came to be, and what became of it. */
public record ReleaseInfo(
    Optional<Instant> firstDeployed,
    Optional<Instant> lastDeployed,
    Optional<Instant> deleted,
    String description,
    ReleaseStatus status,
    String notes) {

  /** A revision that is deployed for the first time. */
  public static ReleaseInfo started(
      Instant firstDeployed, Instant now, ReleaseStatus status, String description) {
    return new ReleaseInfo(
        Optional.of(firstDeployed), Optional.of(now), Optional.empty(), description, status, "");
  }

  /** The same with another status, and the reason for it. */
  public ReleaseInfo with(ReleaseStatus newStatus, String newDescription) {
    return new ReleaseInfo(firstDeployed, lastDeployed, deleted, newDescription, newStatus, notes);
  }

  /** The same with another status. */
  public ReleaseInfo with(ReleaseStatus newStatus) {
    return with(newStatus, description);
  }

  /** The same with notes for the user. */
  public ReleaseInfo withNotes(String newNotes) {
    return new ReleaseInfo(firstDeployed, lastDeployed, deleted, description, status, newNotes);
  }

  /** The same, removed at a time. */
  public ReleaseInfo withDeleted(Instant at) {
    return new ReleaseInfo(
        firstDeployed, lastDeployed, Optional.of(at), description, status, notes);
  }
}
