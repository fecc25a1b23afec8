package dev.millrace.safety;

import java.util.Objects;
import java.util.function.Function;

/**
 * A value that must not reach a log, message, event or status. Its text form is a mask; the value
 * itself is only returned by {@link #reveal}, which makes every use easy to find.
 *
 * @param <T> the type of the value
 */
public final class Sensitive<T> {
  /** What is shown in place of a secret. */
  public static final String MASK = "***";

  private final T value;

  private Sensitive(T value) {
    this.value = Objects.requireNonNull(value);
  }

  /** Wraps a value. */
  public static <T> Sensitive<T> of(T value) {
    return new Sensitive<>(value);
  }

  /** The value in the clear; hand it to the code that needs it and nowhere else. */
  public T reveal() {
    return value;
  }

  /** Derives another secret, for example a header from a token. */
  public <R> Sensitive<R> map(Function<? super T, ? extends R> change) {
    return new Sensitive<>(change.apply(value));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sensitive<?> that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Always {@link #MASK}. */
  @Override
  public String toString() {
    return MASK;
  }
}
