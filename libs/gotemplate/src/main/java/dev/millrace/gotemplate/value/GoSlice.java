package dev.millrace.gotemplate.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A slice whose type is not {@code []interface {}}, or a nil slice. It cannot be changed. */
public final class GoSlice extends AbstractList<@Nullable Object> implements Typed, RandomAccess {
  private final GoType type;
  private final @Nullable List<@Nullable Object> elements;

  private GoSlice(GoType type, @Nullable List<@Nullable Object> elements) {
    this.type = type;
    this.elements = elements;
  }

  /** A slice of the given slice type with copies of the references given. */
  public static GoSlice of(GoType sliceType, Collection<? extends @Nullable Object> elements) {
    return new GoSlice(sliceType, Arrays.asList(elements.toArray()));
  }

  /** A {@code []string}. */
  public static GoSlice ofStrings(Collection<String> elements) {
    return of(GoType.STRINGS, elements);
  }

  /** A {@code []uint8} with the bytes given. */
  public static GoSlice ofBytes(byte[] bytes) {
    return new GoSlice(GoType.BYTES, new Bytes(bytes.clone()));
  }

  /** The nil slice of the given type. */
  public static GoSlice nil(GoType sliceType) {
    return new GoSlice(sliceType, null);
  }

  /** Whether this is a nil slice, which JSON writes as null. */
  public boolean isNil() {
    return elements == null;
  }

  @Override
  public GoType goType() {
    return type;
  }

  /** The slice of the same type from {@code from} (inclusive) to {@code to} (exclusive). */
  @Override
  public GoSlice subList(int from, int to) {
    return elements == null ? this : new GoSlice(type, elements.subList(from, to));
  }

  @Override
  public @Nullable Object get(int index) {
    if (elements == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements == null ? 0 : elements.size();
  }

  /** The elements of a byte slice as bytes, or null if the list is not one. */
  public static byte @Nullable [] bytesOf(List<?> list) {
    if (!(list instanceof GoSlice slice) || slice.type.elementOrAny().kind() != Kind.UINT8) {
      return null;
    }
    byte[] bytes = new byte[slice.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((GoInt) java.util.Objects.requireNonNull(slice.get(i))).bits();
    }
    return bytes;
  }

  /** Bytes, made into values of templates when they are asked for: most never are. */
  private static final class Bytes extends AbstractList<@Nullable Object> implements RandomAccess {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public @Nullable Object get(int index) {
      return GoInt.ofByte(bytes[index]);
    }

    @Override
    public int size() {
      return bytes.length;
    }
  }
}
