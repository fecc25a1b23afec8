package dev.millrace.runtime.sharding;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.regex.Pattern;

/** A set of virtual shards, numbered from zero. Immutable. */
final class ShardSet implements Iterable<Integer> {
  /**
   * How many virtual shards there are: a part of the protocol, because all replicas have to agree
   * on it. Enough that a few replicas get about the same share, few enough to name in one line.
   */
  static final int COUNT = 128;

  static final ShardSet NONE = new ShardSet(new BitSet());
  static final ShardSet ALL = range(0, COUNT);

  private static final int LONGEST_TEXT = 4 * COUNT;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

  private final BitSet bits;

  private ShardSet(BitSet bits) {
    this.bits = bits;
  }

  /** The given shards. */
  static ShardSet of(int... shards) {
    BitSet bits = new BitSet(COUNT);
    for (int shard : shards) {
      bits.set(shard);
    }
    return new ShardSet(bits);
  }

  private static ShardSet range(int first, int end) {
    BitSet bits = new BitSet(COUNT);
    bits.set(first, end);
    return new ShardSet(bits);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  static ShardSet parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("a list of shards is never that long");
    }
    ShardSet all = NONE;
    for (String part : List.of(text.split(",", -1))) {
      all = all.and(parseRange(part));
    }
    return all;
  }

  private static ShardSet parseRange(String text) {
    var range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no range of shards");
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    if (first > last || last >= COUNT) {
      throw new IllegalArgumentException("'" + text + "' is no range of shards below " + COUNT);
    }
    return range(first, last + 1);
  }

  boolean has(int shard) {
    return bits.get(shard);
  }

  boolean isEmpty() {
    return bits.isEmpty();
  }

  int size() {
    return bits.cardinality();
  }

  /** The shards of both. */
  ShardSet and(ShardSet more) {
    BitSet union = copy();
    union.or(more.bits);
    return new ShardSet(union);
  }

  /** These shards less others. */
  ShardSet without(ShardSet others) {
    BitSet rest = copy();
    rest.andNot(others.bits);
    return new ShardSet(rest);
  }

  /** The shards that are in both. */
  ShardSet within(ShardSet other) {
    BitSet common = copy();
    common.and(other.bits);
    return new ShardSet(common);
  }

  @Override
  public Iterator<Integer> iterator() {
    PrimitiveIterator.OfInt each = bits.stream().iterator();
    return each;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShardSet set && bits.equals(set.bits);
  }

  @Override
  public int hashCode() {
    return bits.hashCode();
  }

  /** Ranges, as people read them: {@code 0-3,7}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int first = bits.nextSetBit(0); first >= 0; ) {
      int end = bits.nextClearBit(first);
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (end - first > 1) {
        text.append('-').append(end - 1);
      }
      first = bits.nextSetBit(end);
    }
    return text.toString();
  }

  private BitSet copy() {
    return (BitSet) bits.clone();
  }
}
