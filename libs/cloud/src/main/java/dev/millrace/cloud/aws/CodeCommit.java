package dev.millrace.cloud.aws;

import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Git servers of AWS. Their passwords are signatures over the address of a repository and the time,
 * as AWS' helper for Git makes them.
 */
public final class CodeCommit {
  /** How long the servers accept a signature. */
  private static final Duration LIFE = Duration.ofMinutes(15);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final AwsSigner signer;
  private final Clock clock;

  /** User and password over HTTPS. */
  public record Login(String username, Sensitive<String> password, Instant expires) {}

  /** The servers of a region. */
  public CodeCommit(String region, Clock clock) {
    this.signer = new AwsSigner("codecommit", region, clock);
    this.clock = clock;
  }

  /** The login for one repository. */
  public Login login(URI repository, AwsCredentials as) {
    Instant now = clock.instant();
    String time = TIME.format(now);
    String host = repository.getRawAuthority();
    String canonical = "GIT\n%s\n\nhost:%s\n\nhost\n".formatted(repository.getRawPath(), host);
    String signature = signer.signature(as.secretAccessKey(), time, canonical);
    Instant end = now.plus(LIFE);
    return new Login(
        as.sessionToken()
            .map(token -> as.accessKeyId() + "%" + token.reveal())
            .orElse(as.accessKeyId()),
        Sensitive.of(time + "Z" + signature),
        as.expires().filter(end::isAfter).orElse(end));
  }
}
