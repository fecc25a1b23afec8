package dev.millrace.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Of those who need the same answer at the same time one asks for it, and the others wait for that.
 * Nothing is remembered. Thread-safe.
 *
 * @param <K> what an answer is about
 * @param <A> the answer
 */
final class SharedQuestions<K, A> {
  private final Map<K, CompletableFuture<A>> underWay = new ConcurrentHashMap<>();

  /**
   * Asks, or takes the answer to a question that is under way. When that question fails, or its
   * answer does not suit, this one asks itself: it may be allowed to what the other was not.
   *
   * @param question fails by throwing
   * @param suits whether the answer to a question that was asked a little earlier is good enough
   */
  A ask(K key, Supplier<A> question, Predicate<A> suits) {
    CompletableFuture<A> mine = new CompletableFuture<>();
    CompletableFuture<A> others = underWay.putIfAbsent(key, mine);
    return others == null
        ? answerAll(key, mine, question)
        : answerTo(others).filter(suits).orElseGet(question);
  }

  private A answerAll(K key, CompletableFuture<A> mine, Supplier<A> question) {
    try {
      A answer = question.get();
      mine.complete(answer);
      return answer;
    } finally {
      underWay.remove(key);
      mine.cancel(false);
    }
  }

  private Optional<A> answerTo(CompletableFuture<A> others) {
    return others.<Optional<A>>handle((answer, _) -> Optional.ofNullable(answer)).join();
  }
}
