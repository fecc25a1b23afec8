package dev.millrace.chaos.proxy;

/** What happens to a request. */
public sealed interface Verdict {
  /** Whether that is bad for whoever asked. */
  default boolean harms() {
    return !(this instanceof Forward || this instanceof Elsewhere);
  }

  /** It goes on, and its answer comes back. */
  record Forward() implements Verdict {}

  /**
   * The proxy answers by itself.
   *
   * @param header one more header line, or an empty text
   */
  record Answer(int status, String header, String body) implements Verdict {}

  /** It goes on, and so many bytes of its answer come back before the connection ends. */
  record Cut(int bytes) implements Verdict {}

  /** It goes on after a while. */
  record Delay(int milliseconds) implements Verdict {}

  /** It goes on with another target, which asks for the same in smaller parts. */
  record Elsewhere(String target) implements Verdict {}

  /** It goes on after an action, however long that takes. */
  record After(Runnable action) implements Verdict {}

  /** It never arrives; the action happens instead. */
  record Instead(Runnable action) implements Verdict {}

  /** It is done and answered, but the action happens instead of the answer. */
  record InsteadOfAnswer(Runnable action) implements Verdict {}
}
