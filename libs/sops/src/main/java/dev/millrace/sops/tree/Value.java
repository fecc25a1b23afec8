package dev.millrace.sops.tree;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A value in a SOPS file. Order, repeated keys and comments are kept, because the first two count
 * for the authentication and the last are encrypted too.
 */
public sealed interface Value {
  /** A map: fields and comments in the order of the file. */
  record Branch(List<Entry> entries) implements Value {
    public Branch {
      entries = List.copyOf(entries);
    }

    /** The value of the first field of this name. */
    public Optional<Value> get(String key) {
      return entries.stream()
          .filter(entry -> entry instanceof Field field && field.key().equals(key))
          .map(entry -> ((Field) entry).value())
          .findFirst();
    }

    /** The same map without the fields of this name. */
    public Branch without(String key) {
      return new Branch(
          entries.stream()
              .filter(entry -> !(entry instanceof Field field && field.key().equals(key)))
              .toList());
    }
  }

  /** A list; comments stand among its items. */
  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** What a map consists of. */
  sealed interface Entry permits Field, Comment {}

  /** A key and its value. */
  record Field(String key, Value value) implements Entry {}

  /**
   * A comment without its {@code #}.
   *
   * @param beside whether it stood on the line of the value that follows it here
   */
  record Comment(String text, boolean beside) implements Entry, Value {}

  /** A value without parts, null and comments not included: what is encrypted and authenticated. */
  sealed interface Leaf extends Value permits Text, Whole, Real, Truth, Moment {}

  /** A whole number. */
  record Whole(long number) implements Leaf {}

  /** A number with a fraction, infinity or NaN. */
  record Real(double number) implements Leaf {}

  /** True or false. */
  record Truth(boolean value) implements Leaf {}

  /** A date with time and zone. */
  record Moment(OffsetDateTime time) implements Leaf {}

  /** Null, which is never encrypted. */
  record Nothing() implements Value {}
}
