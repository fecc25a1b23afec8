package dev.millrace.artifact.storage;

import dev.millrace.artifact.digest.Digest;
import java.time.Instant;

/**
 * The result of publishing.
 *
 * @param size of the stored file in bytes
 * @param lastUpdateTime when it was published
 */
public record StoredArtifact(ArtifactPath path, Digest digest, long size, Instant lastUpdateTime) {}
