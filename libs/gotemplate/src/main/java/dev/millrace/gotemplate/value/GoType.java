package dev.millrace.gotemplate.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Go type as far as templates can tell types apart: its kind, its name as {@code reflect} prints
 * it, and for collections the types of keys and elements.
 *
 * @param kind the kind of the underlying type
 * @param name the text of the type, e.g. {@code map[string]interface {}}
 * @param defined whether the type has a declared name of its own (such as {@code time.Duration})
 * @param key the key type of a map, else null
 * @param element the element type of a map, slice, array or pointer, else null
 */
public record GoType(
    Kind kind, String name, boolean defined, @Nullable GoType key, @Nullable GoType element) {

  /** The empty interface, which every value can be assigned to. */
  public static final GoType ANY = new GoType(Kind.INTERFACE, "interface {}", false, null, null);

  /** {@code bool}; the constants that follow are Go's other basic types. */
  public static final GoType BOOL = basic(Kind.BOOL);

  public static final GoType INT = basic(Kind.INT);
  public static final GoType INT32 = basic(Kind.INT32);
  public static final GoType INT64 = basic(Kind.INT64);
  public static final GoType UINT = basic(Kind.UINT);
  public static final GoType UINT8 = basic(Kind.UINT8);
  public static final GoType UINT32 = basic(Kind.UINT32);
  public static final GoType UINT64 = basic(Kind.UINT64);
  public static final GoType FLOAT32 = basic(Kind.FLOAT32);
  public static final GoType FLOAT64 = basic(Kind.FLOAT64);
  public static final GoType COMPLEX128 = basic(Kind.COMPLEX128);
  public static final GoType STRING = basic(Kind.STRING);

  /** {@code []interface {}}: the type of every plain Java list. */
  public static final GoType LIST = sliceOf(ANY);

  /** {@code []string}. */
  public static final GoType STRINGS = sliceOf(STRING);

  /** {@code []uint8}, Go's byte slice. */
  public static final GoType BYTES = sliceOf(UINT8);

  /** {@code map[string]interface {}}: the type of every plain Java map. */
  public static final GoType DICT = mapOf(STRING, ANY);

  /** {@code map[string]string}. */
  public static final GoType STRING_MAP = mapOf(STRING, STRING);

  /**
   * The parameter type of functions that look at values themselves. Such a parameter receives
   * {@link NoValue} for a missing value where {@link #ANY} receives null.
   */
  public static final GoType REFLECT_VALUE =
      new GoType(Kind.STRUCT, "reflect.Value", true, null, null);

  public GoType {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
  }

  private static GoType basic(Kind kind) {
    return new GoType(kind, kind.toString(), false, null, null);
  }

  /** The unnamed slice type with the given elements. */
  public static GoType sliceOf(GoType element) {
    return new GoType(Kind.SLICE, "[]" + element.name, false, null, element);
  }

  /** The unnamed map type with the given keys and values. */
  public static GoType mapOf(GoType key, GoType element) {
    return new GoType(Kind.MAP, "map[" + key.name + "]" + element.name, false, key, element);
  }

  /** The pointer type to the given type. */
  public static GoType pointerTo(GoType element) {
    return new GoType(Kind.POINTER, "*" + element.name, false, null, element);
  }

  /** A declared type such as {@code common.Values} over the structure of another type. */
  public static GoType defined(String name, GoType underlying) {
    return new GoType(underlying.kind, name, true, underlying.key, underlying.element);
  }

  /** A declared struct type, for example {@code time.Time}. */
  public static GoType struct(String name) {
    return new GoType(Kind.STRUCT, name, true, null, null);
  }

  /** The type of a function, given its text, for example {@code func(string) string}. */
  public static GoType function(String text) {
    return new GoType(Kind.FUNCTION, text, false, null, null);
  }

  /** Whether an untyped nil can be passed for this type. */
  public boolean canBeNil() {
    return kind.canBeNil() || equals(REFLECT_VALUE);
  }

  /** Whether a value of this type can be used where {@code target} is wanted, by Go's rules. */
  public boolean assignableTo(GoType target) {
    if (target.kind == Kind.INTERFACE || equals(target)) {
      return true;
    }
    boolean basicKind = element == null && key == null;
    return !basicKind
        && kind == target.kind
        && !(defined && target.defined)
        && Objects.equals(key, target.key)
        && Objects.equals(element, target.element);
  }

  /** The element type of a collection or pointer; the empty interface where there is none. */
  public GoType elementOrAny() {
    return element == null ? ANY : element;
  }

  @Override
  public String toString() {
    return name;
  }
}
