package dev.millrace.controller.source.gitrepository;

import dev.millrace.git.GitReference;
import dev.millrace.git.RemoteAccess;
import dev.millrace.runtime.reconcile.ObjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What remotes said lately about their references, shared by all objects that ask the same with the
 * same access: many objects of one repository cost one question in an interval. An answer only
 * serves to confirm what an object has already; and when one of them hears something new, the
 * others are woken, so that nobody learns it later than by asking alone. Thread-safe.
 */
public final class RecentAnswers {
  private static final int MAX_QUESTIONS = 10_000;

  /** Servers whose copies differ for a moment must not make objects wake each other in circles. */
  private static final Duration BETWEEN_NEWS = Duration.ofSeconds(10);

  /** A remote that does not answer must not hold up all who ask for longer than this. */
  private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(10);

  private static final int TURNS = 64;

  private final Clock clock;
  private final Duration waitForOthers;
  private final List<ReentrantLock> turns =
      Stream.generate(ReentrantLock::new).limit(TURNS).toList();
  private final Map<Question, Answer> answers = new LinkedHashMap<>();
  private final Map<ObjectKey, Question> askers = new HashMap<>();
  private Consumer<ObjectKey> wake = _ -> {};

  /** Nothing was asked yet. */
  public RecentAnswers(Clock clock) {
    this(clock, WAIT_FOR_OTHERS);
  }

  /** {@code waitForOthers} bounds each {@link #turn}. */
  RecentAnswers(Clock clock, Duration waitForOthers) {
    this.clock = clock;
    this.waitForOthers = waitForOthers;
  }

  /** Which commit a reference means; the access counts, since not all may ask. */
  record Question(RemoteAccess access, GitReference reference) {}

  /**
   * An answer.
   *
   * @param news when it last differed from the one before
   */
  private record Answer(String revision, Instant when, Instant news) {}

  /** Says how objects are woken. */
  public synchronized void wakeWith(Consumer<ObjectKey> how) {
    wake = how;
  }

  /**
   * Whether a revision was the answer to a question not long ago.
   *
   * @param maxAge zero or less to have it asked again in any case
   */
  synchronized boolean confirm(
      ObjectKey asker, Question question, String revision, Duration maxAge) {
    askers.put(asker, question);
    Answer answer = answers.get(question);
    return answer != null
        && answer.revision.equals(revision)
        && clock.instant().isBefore(answer.when.plus(maxAge));
  }

  /** The right to ask, until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits a while for others who are asking the same, since their answer may do for all: {@link
   * #confirm} should be tried once more before asking.
   */
  Turn turn(Question question) {
    ReentrantLock lock = turns.get(Math.floorMod(question.hashCode(), TURNS));
    try {
      if (lock.tryLock(waitForOthers.toMillis(), TimeUnit.MILLISECONDS)) {
        return lock::unlock;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return () -> {};
  }

  /** Keeps an answer, and wakes the others who asked if it is not the one from before. */
  void learn(ObjectKey asker, Question question, String revision) {
    others(asker, question, revision).forEach(wake);
  }

  private synchronized List<ObjectKey> others(ObjectKey asker, Question question, String revision) {
    askers.put(asker, question);
    Instant now = clock.instant();
    Answer before = answers.remove(question);
    boolean news = before != null && !before.revision.equals(revision);
    Instant lastNews = before == null ? Instant.EPOCH : before.news;
    answers.put(question, new Answer(revision, now, news ? now : lastNews));
    if (answers.size() > MAX_QUESTIONS) {
      answers.remove(answers.keySet().iterator().next());
    }
    if (!news || now.isBefore(lastNews.plus(BETWEEN_NEWS))) {
      return List.of();
    }
    return askers.entrySet().stream()
        .filter(each -> each.getValue().equals(question) && !each.getKey().equals(asker))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The object asks no more. */
  synchronized void forget(ObjectKey asker) {
    askers.remove(asker);
  }
}
