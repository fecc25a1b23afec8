package dev.millrace.gotemplate;

import dev.millrace.gotemplate.syntax.NumberConstant;
import dev.millrace.gotemplate.syntax.Operand;
import dev.millrace.gotemplate.value.GoComplex;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Kind;
import dev.millrace.gotemplate.value.NoValue;
import dev.millrace.gotemplate.value.Values;
import org.jspecify.annotations.Nullable;

/** Fits values and literals to the types of parameters, or says why they do not fit. */
final class Conversion {
  private final Frame frame;

  Conversion(Frame frame) {
    this.frame = frame;
  }

  /** A value for a parameter of the type: it loses a type of its own, or is refused. */
  @Nullable Object fit(@Nullable Object value, GoType type) {
    boolean any = type.kind() == Kind.INTERFACE;
    if (value == NoValue.NO_VALUE) {
      if (type.equals(GoType.REFLECT_VALUE)) {
        return value;
      }
      if (!type.canBeNil()) {
        throw frame.error("invalid value; expected " + type);
      }
      return null;
    }
    if (any || type.equals(GoType.REFLECT_VALUE)) {
      return value;
    }
    GoType actual = Values.typeOrAny(value);
    if (value == null || !actual.assignableTo(type)) {
      throw frame.error("wrong type for value; expected " + type + "; got " + actual);
    }
    return value instanceof HostObject host ? host.assignedTo(type) : value;
  }

  /** A literal as a value of the type. */
  Object literal(Expressions expressions, Operand literal, GoType type) {
    Kind kind = type.kind();
    if (kind == Kind.INTERFACE || type.equals(GoType.REFLECT_VALUE)) {
      return expressions.constant(literal);
    }
    NumberConstant number = literal instanceof Operand.Number n ? n.value() : null;
    if (kind.isSigned()) {
      Long bits = number == null ? null : number.signed();
      return Numbers.of(expected(bits, "integer", literal), type);
    }
    if (kind.isUnsigned()) {
      Long bits = number == null ? null : number.unsigned();
      return Numbers.of(expected(bits, "unsigned integer", literal), type);
    }
    return switch (kind) {
      case FLOAT32, FLOAT64 -> {
        Double value = number == null ? null : number.floating();
        yield expected(value, "float", literal);
      }
      case COMPLEX128 -> {
        GoComplex value = number == null ? null : number.complex();
        yield expected(value, "complex", literal);
      }
      case BOOL -> expected(literal instanceof Operand.Bool b ? b.value() : null, "bool", literal);
      case STRING ->
          expected(literal instanceof Operand.Text t ? t.value() : null, "string", literal);
      default -> throw frame.error("can't handle " + literal + " for arg of type " + type);
    };
  }

  private <T> T expected(@Nullable T value, String what, Operand literal) {
    if (value == null) {
      throw frame.error("expected " + what + "; found " + literal);
    }
    return value;
  }
}
