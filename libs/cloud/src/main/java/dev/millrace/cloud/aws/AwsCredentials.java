package dev.millrace.cloud.aws;

import dev.millrace.safety.Sensitive;
import java.time.Instant;
import java.util.Optional;

/**
 * Credentials of AWS.
 *
 * @param sessionToken belongs to temporary credentials
 * @param expires when temporary credentials end
 */
public record AwsCredentials(
    String accessKeyId,
    Sensitive<String> secretAccessKey,
    Optional<Sensitive<String>> sessionToken,
    Optional<Instant> expires) {
  /** Credentials that do not end. */
  public static AwsCredentials permanent(String accessKeyId, Sensitive<String> secretAccessKey) {
    return new AwsCredentials(accessKeyId, secretAccessKey, Optional.empty(), Optional.empty());
  }

  /** Who holds them; nothing secret. */
  @Override
  public String toString() {
    return "AwsCredentials[" + accessKeyId + "]";
  }
}
