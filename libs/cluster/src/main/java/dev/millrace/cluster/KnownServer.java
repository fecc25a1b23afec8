package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an API server says of itself, read once for each identity as long as its kinds stay the
 * same.
 *
 * <p>The key is the identity, although all identities that may ask get the same answer: so nobody
 * is shown what another was told, one that may not ask is refused as it would be without us, and
 * the audit log names the tenant (SECURITY-CASES 44). That the kinds stay the same is learnt from
 * watches on definitions and API services, as the owner of the connection; they only decide when to
 * ask again. The server shows a new kind a little after its definition changed: what was read in
 * that time is not used again. Without such watches, or while they are broken, everybody who asks
 * makes the requests anew.
 *
 * <p>Thread-safe.
 */
final class KnownServer {
  static final Duration MAX_AGE = Duration.ofMinutes(10);
  private static final int MAX_IDENTITIES = 2_000;

  private final InstantSource clock;
  private final Map<Identity, Answer> answers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Identity, Answer> eldest) {
          return size() > MAX_IDENTITIES;
        }
      };
  private final List<Follower> followers = new ArrayList<>();
  private Instant changed = Instant.MIN;
  private @Nullable ServerInfo latest;

  private record Answer(ServerInfo info, Instant asked) {}

  /** Knows nothing yet. */
  KnownServer(InstantSource clock) {
    this.clock = clock;
  }

  /** What a watch on something that makes kinds is to tell; answers are used while all do. */
  synchronized WatchListener follower() {
    Follower follower = new Follower();
    followers.add(follower);
    return follower;
  }

  /** The answer for an identity. */
  ServerInfo as(Identity identity, Supplier<ServerInfo> request) {
    Instant now = clock.instant();
    Optional<ServerInfo> known = known(identity, now);
    if (known.isPresent()) {
      return known.get();
    }
    ServerInfo info = request.get();
    return keep(identity, info, now);
  }

  private synchronized Optional<ServerInfo> known(Identity identity, Instant now) {
    return Optional.ofNullable(answers.get(identity))
        .filter(_ -> isFollowed())
        .filter(answer -> !answer.asked.isBefore(changed.plus(Discovery.SETTLING_TIME)))
        .filter(answer -> now.isBefore(answer.asked.plus(MAX_AGE)))
        .map(Answer::info);
  }

  /** Equal answers take their memory once. */
  private synchronized ServerInfo keep(Identity identity, ServerInfo info, Instant asked) {
    ServerInfo shared = latest != null && latest.equals(info) ? latest : info;
    latest = shared;
    answers.put(identity, new Answer(shared, asked));
    return shared;
  }

  private boolean isFollowed() {
    return !followers.isEmpty() && followers.stream().allMatch(follower -> follower.inSync);
  }

  private synchronized void change(Follower follower, boolean inSync) {
    follower.inSync = inSync;
    changed = clock.instant();
  }

  private final class Follower implements WatchListener {
    private boolean inSync;

    @Override
    public void onUpsert(KubeObject object) {
      change(this, true);
    }

    @Override
    public void onDelete(ObjectRef ref) {
      change(this, true);
    }

    @Override
    public void onSynced() {
      change(this, true);
    }

    @Override
    public void onFailure(ApiFailure failure) {
      change(this, false);
    }
  }
}
