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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an API server says of itself, read once for each identity as long as its kinds stay the
 * same, and once for all who ask as the same identity at the same time.
 *
 * <p>The key is the identity, although all identities that may ask get the same answer: so nobody
 * is shown what another was told, one that may not ask is refused as it would be without us, and
 * the audit log names the tenant (SECURITY-CASES 44). That the kinds stay the same is learnt from
 * watches on definitions and API services, as the owner of the connection; they only decide when to
 * ask again. The server shows a new kind a little after its definition changed: what was read in
 * that time is not used again. Without such watches, while they are broken, or where the owner may
 * not watch, everybody who asks makes the requests anew.
 *
 * <p>Thread-safe.
 */
final class KnownServer {
  static final Duration MAX_AGE = Duration.ofMinutes(10);

  /** Rarely does somebody change kinds just before the first watch on them begins. */
  private static final Duration STARTING_TIME = Duration.ofSeconds(1);

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
  private final SharedQuestions<Identity, Answer> questions = new SharedQuestions<>();
  private Instant changed = Instant.MIN;
  private Instant settled = Instant.MIN;
  private @Nullable ServerInfo latest;

  private record Answer(ServerInfo info, Instant asked) {}

  /** Knows nothing yet. */
  KnownServer(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What a watch on something that makes kinds is to tell; answers are used while all do.
   *
   * @param onFailure hears of what breaks the watch
   */
  synchronized WatchListener follower(Consumer<ApiFailure> onFailure) {
    Follower follower = new Follower(onFailure);
    followers.add(follower);
    return follower;
  }

  /** A watch has ended. */
  synchronized void leave(WatchListener follower) {
    followers.remove(follower);
  }

  /** The answer for an identity. */
  ServerInfo as(Identity identity, Supplier<ServerInfo> request) {
    return known(identity)
        .orElseGet(() -> questions.ask(identity, () -> read(identity, request), this::isCurrent))
        .info();
  }

  /** Kinds were changed, which is told sooner than watches tell it. */
  void expectChange() {
    change(Discovery.SETTLING_TIME);
  }

  /** Somebody else may just have asked. */
  private Answer read(Identity identity, Supplier<ServerInfo> request) {
    Instant now = clock.instant();
    return known(identity).orElseGet(() -> keep(identity, new Answer(request.get(), now)));
  }

  private synchronized Optional<Answer> known(Identity identity) {
    Instant now = clock.instant();
    return Optional.ofNullable(answers.get(identity))
        .filter(_ -> isFollowed())
        .filter(answer -> !answer.asked.isBefore(settled))
        .filter(answer -> now.isBefore(answer.asked.plus(MAX_AGE)));
  }

  private synchronized boolean isCurrent(Answer answer) {
    return !answer.asked.isBefore(changed);
  }

  /** Equal answers take their memory once. */
  private synchronized Answer keep(Identity identity, Answer answer) {
    ServerInfo info = answer.info;
    ServerInfo shared = latest != null && latest.equals(info) ? latest : info;
    latest = shared;
    Answer kept = new Answer(shared, answer.asked);
    answers.put(identity, kept);
    return kept;
  }

  private boolean isFollowed() {
    return !followers.isEmpty() && followers.stream().allMatch(follower -> follower.inSync);
  }

  private synchronized void change(Duration settling) {
    changed = clock.instant();
    Instant end = changed.plus(settling);
    settled = end.isAfter(settled) ? end : settled;
  }

  private final class Follower implements WatchListener {
    private final Consumer<ApiFailure> failed;
    private boolean inSync;
    private boolean began;

    Follower(Consumer<ApiFailure> failed) {
      this.failed = failed;
    }

    @Override
    public void onUpsert(KubeObject object) {
      change(Discovery.SETTLING_TIME);
    }

    @Override
    public void onDelete(ObjectRef ref) {
      change(Discovery.SETTLING_TIME);
    }

    @Override
    public void onSynced() {
      synchronized (KnownServer.this) {
        change(began ? Discovery.SETTLING_TIME : STARTING_TIME);
        inSync = true;
        began = true;
      }
    }

    @Override
    public void onFailure(ApiFailure failure) {
      synchronized (KnownServer.this) {
        inSync = false;
      }
      failed.accept(failure);
    }
  }
}
