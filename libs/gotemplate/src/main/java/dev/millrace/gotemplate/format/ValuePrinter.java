package dev.millrace.gotemplate.format;

import dev.millrace.gotemplate.value.GoComplex;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Kind;
import dev.millrace.gotemplate.value.Stringer;
import dev.millrace.gotemplate.value.StructValue;
import dev.millrace.gotemplate.value.ValueKeys;
import dev.millrace.gotemplate.value.Values;
import dev.millrace.gotemplate.value.WalkBudget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints any value under a verb, as the core of Go's fmt package. */
final class ValuePrinter {
  private static final String NIL = "<nil>";

  /** Go prints an address here, which differs from run to run; ours is always the same. */
  private static final long POINTER = 0xc000010000L;

  private final StringBuilder out;
  private final Flags flags;
  private final ScalarWriter scalars;
  private final WalkBudget budget = new WalkBudget();
  private boolean reportingBadVerb;

  ValuePrinter(StringBuilder out, Flags flags) {
    this.out = out;
    this.flags = flags;
    this.scalars = new ScalarWriter(out, flags);
  }

  /** Prints an argument of a formatting function. */
  void argument(@Nullable Object value, int verb) {
    GoType type = Values.typeOf(value);
    if (value == null || type == null) {
      nil(verb);
    } else if (verb == 'T') {
      scalars.string(type.name());
    } else if (verb == 'p') {
      pointer(value, type, verb);
    } else if (verb == 'w') {
      // Wrapping is for errors, which are no template values.
      badVerb(value, type, verb);
    } else {
      value(value, type, verb, 0);
    }
  }

  private void nil(int verb) {
    if (verb == 'T' || verb == 'v') {
      scalars.pad(NIL);
    } else {
      badVerb(null, null, verb);
    }
  }

  private void value(Object value, GoType type, int verb, int depth) {
    budget.visit(depth);
    GoFormat.checkLength(out);
    if (value instanceof Stringer stringer && takesText(verb)) {
      string(value, type, stringer.goString(), verb);
      return;
    }
    Kind kind = type.kind();
    switch (kind) {
      case STRING -> string(value, type, (String) value, verb);
      case BOOL -> bool(value, type, verb);
      case FLOAT32, FLOAT64 -> floating(value, type, verb);
      case COMPLEX128 -> complex((GoComplex) value, type, verb);
      case SLICE, ARRAY -> list(Values.asList(value), type, verb, depth);
      case MAP -> map(Values.asMap(value), type, verb, depth);
      case STRUCT -> struct(value, type, verb, depth);
      case POINTER -> pointerTo(value, type, verb, depth);
      case FUNCTION -> pointer(value, type, verb);
      default -> integer(value, type, verb);
    }
  }

  private boolean takesText(int verb) {
    return !reportingBadVerb
        && !flags.goSyntax
        && (verb == 'v' || verb == 's' || verb == 'x' || verb == 'X' || verb == 'q');
  }

  private void element(@Nullable Object value, GoType declared, int verb, int depth) {
    GoType type = Values.typeOf(value);
    if (value == null || type == null) {
      if (flags.goSyntax) {
        out.append(declared.name()).append("(nil)");
      } else {
        out.append(NIL);
      }
    } else {
      value(value, type, verb, depth);
    }
  }

  private void badVerb(@Nullable Object value, @Nullable GoType type, int verb) {
    reportingBadVerb = true;
    out.append("%!").appendCodePoint(verb).append('(');
    if (value == null || type == null) {
      out.append(NIL);
    } else {
      out.append(type.name()).append('=');
      value(value, type, 'v', 0);
    }
    out.append(')');
    reportingBadVerb = false;
  }

  private void bool(Object value, GoType type, int verb) {
    if (verb == 't' || verb == 'v') {
      scalars.bool((Boolean) value);
    } else {
      badVerb(value, type, verb);
    }
  }

  private void integer(Object value, GoType type, int verb) {
    boolean signed = type.kind().isSigned();
    long bits = Values.integerBits(value);
    switch (verb) {
      case 'v' -> {
        if (flags.goSyntax && !signed) {
          prefixedHex(bits, true);
        } else {
          scalars.integer(bits, signed, 10, 'd');
        }
      }
      case 'd' -> scalars.integer(bits, signed, 10, 'd');
      case 'b' -> scalars.integer(bits, signed, 2, 'b');
      case 'o', 'O' -> scalars.integer(bits, signed, 8, (char) verb);
      case 'x', 'X' -> scalars.integer(bits, signed, 16, (char) verb);
      case 'c' -> scalars.character(bits);
      case 'q' -> scalars.quotedCharacter(bits);
      case 'U' -> scalars.unicode(bits);
      default -> badVerb(value, type, verb);
    }
  }

  private void prefixedHex(long bits, boolean prefix) {
    boolean sharp = flags.sharp;
    flags.sharp = prefix;
    scalars.integer(bits, false, 16, 'x');
    flags.sharp = sharp;
  }

  private void floating(Object value, GoType type, int verb) {
    char floatVerb = floatVerb(verb);
    if (floatVerb == 0) {
      badVerb(value, type, verb);
    } else {
      int bits = type.kind() == Kind.FLOAT32 ? 32 : 64;
      scalars.floating(Values.toDouble(value), bits, floatVerb, defaultPrecision(floatVerb));
    }
  }

  private void complex(GoComplex value, GoType type, int verb) {
    char floatVerb = floatVerb(verb);
    if (floatVerb == 0) {
      badVerb(value, type, verb);
    } else {
      scalars.complex(value.real(), value.imaginary(), floatVerb, defaultPrecision(floatVerb));
    }
  }

  private static char floatVerb(int verb) {
    return switch (verb) {
      case 'v' -> 'g';
      case 'F' -> 'f';
      case 'b', 'e', 'E', 'f', 'g', 'G', 'x', 'X' -> (char) verb;
      default -> 0;
    };
  }

  private static int defaultPrecision(char floatVerb) {
    return floatVerb == 'f' || floatVerb == 'e' || floatVerb == 'E' ? 6 : FloatText.SHORTEST;
  }

  private void string(Object value, GoType type, String text, int verb) {
    switch (verb) {
      case 'v' -> {
        if (flags.goSyntax) {
          scalars.quoted(text);
        } else {
          scalars.string(text);
        }
      }
      case 's' -> scalars.string(text);
      case 'q' -> scalars.quoted(text);
      case 'x', 'X' -> scalars.hexBytes(GoString.toBytes(text), verb == 'X');
      default -> badVerb(value, type, verb);
    }
  }

  private void list(List<@Nullable Object> list, GoType type, int verb, int depth) {
    byte[] bytes = GoSlice.bytesOf(list);
    if (bytes != null && printedAsText(bytes, verb)) {
      return;
    }
    if (flags.goSyntax) {
      // Go writes a byte slice that is an argument itself as []byte.
      out.append(bytes != null && depth == 0 ? "[]byte" : type.name());
      if (Values.isNil(list)) {
        out.append("(nil)");
        return;
      }
    }
    out.append(flags.goSyntax ? '{' : '[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(flags.goSyntax ? ", " : " ");
      }
      if (bytes != null && flags.goSyntax) {
        prefixedHex(bytes[i] & 0xff, true);
      } else {
        element(list.get(i), type.elementOrAny(), verb, depth + 1);
      }
    }
    out.append(flags.goSyntax ? '}' : ']');
  }

  private boolean printedAsText(byte[] bytes, int verb) {
    switch (verb) {
      case 's' -> scalars.string(GoString.of(bytes));
      case 'q' -> scalars.quoted(GoString.of(bytes));
      case 'x', 'X' -> scalars.hexBytes(bytes, verb == 'X');
      default -> {
        return false;
      }
    }
    return true;
  }

  private void map(Map<String, @Nullable Object> map, GoType type, int verb, int depth) {
    if (flags.goSyntax && Values.isNil(map)) {
      out.append(type.name()).append("(nil)");
      return;
    }
    out.append(flags.goSyntax ? type.name() + "{" : "map[");
    boolean first = true;
    for (String key : Values.sortedKeys(map)) {
      if (!first) {
        out.append(flags.goSyntax ? ", " : " ");
      }
      first = false;
      element(
          ValueKeys.visible(map, key),
          type.key() == null ? GoType.STRING : type.key(),
          verb,
          depth + 1);
      out.append(':');
      element(map.get(key), type.elementOrAny(), verb, depth + 1);
    }
    out.append(flags.goSyntax ? '}' : ']');
  }

  private void struct(Object value, GoType type, int verb, int depth) {
    if (flags.goSyntax) {
      out.append(type.kind() == Kind.POINTER ? type.elementOrAny().name() : type.name());
    }
    out.append('{');
    boolean first = true;
    Map<String, @Nullable Object> fields =
        value instanceof StructValue struct ? struct.fields() : Map.of();
    for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
      if (!first) {
        out.append(flags.goSyntax ? ", " : " ");
      }
      first = false;
      if (flags.fieldNames || flags.goSyntax) {
        out.append(field.getKey()).append(':');
      }
      element(field.getValue(), GoType.ANY, verb, depth + 1);
    }
    out.append('}');
  }

  private void pointerTo(Object value, GoType type, int verb, int depth) {
    if (depth == 0 && value instanceof StructValue) {
      out.append('&');
      struct(value, type, verb, depth + 1);
    } else {
      pointer(value, type, verb);
    }
  }

  private void pointer(Object value, GoType type, int verb) {
    if (!type.kind().canBeNil()) {
      badVerb(value, type, verb);
      return;
    }
    long address = Values.isNil(value) ? 0 : POINTER;
    switch (verb) {
      case 'v', 'p' -> {
        if (verb == 'v' && flags.goSyntax) {
          out.append('(').append(type.name()).append(")(");
          prefixedHex(address, true);
          out.append(')');
        } else {
          prefixedHex(address, !flags.sharp);
        }
      }
      case 'b' -> scalars.integer(address, false, 2, 'b');
      case 'o' -> scalars.integer(address, false, 8, 'o');
      case 'd' -> scalars.integer(address, false, 10, 'd');
      case 'x', 'X' -> scalars.integer(address, false, 16, (char) verb);
      default -> badVerb(value, type, verb);
    }
  }
}
