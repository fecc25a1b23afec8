package dev.millrace.oci.keyless;

import dev.millrace.oci.tuf.TufMirror;
import dev.millrace.oci.tuf.TufRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the public instance of Sigstore stands on now, kept for a day. While its repository can't be
 * read, what was known before goes on for a week; who asks without that gets the error, and no more
 * requests are made for a minute.
 */
public final class PublicInstance {
  private static final String ROOT = "/dev/millrace/oci/tuf/sigstore-root.json";
  private static final String TARGET = "trusted_root.json";
  private static final Duration FRESH = Duration.ofDays(1);
  private static final Duration USABLE = Duration.ofDays(7);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final TufRepository repository;
  private final Clock clock;
  private @Nullable TrustedRoot known;
  private @Nullable IOException failure;
  private Instant learnt = Instant.EPOCH;
  private Instant tried = Instant.EPOCH;

  /** The instance as a repository describes it. */
  public PublicInstance(TufRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** The public instance, seen through a mirror. */
  public static PublicInstance through(TufMirror mirror, Clock clock) {
    try (var root = PublicInstance.class.getResourceAsStream(ROOT)) {
      var content = Objects.requireNonNull(root, ROOT).readAllBytes();
      return new PublicInstance(new TufRepository(content, mirror, clock), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Its trusted root.
   *
   * @throws IOException when it is not known now; the message says why
   */
  public synchronized TrustedRoot trustedRoot() throws IOException {
    var now = clock.instant();
    if (learnt.plus(FRESH).isBefore(now) && tried.plus(PAUSE).isBefore(now)) {
      tried = now;
      learn(now);
    }
    if (known != null && now.isBefore(learnt.plus(USABLE))) {
      return known;
    }
    throw new IOException(
        "the trusted root of the public Sigstore instance is not known: "
            + (failure == null ? "not asked yet" : failure.getMessage()),
        failure);
  }

  private void learn(Instant now) {
    try {
      known = TrustedRoot.parse(repository.target(TARGET));
      learnt = now;
      failure = null;
    } catch (IOException e) {
      failure = e;
    } catch (IllegalArgumentException e) {
      failure = new IOException(e.getMessage(), e);
    }
  }
}
