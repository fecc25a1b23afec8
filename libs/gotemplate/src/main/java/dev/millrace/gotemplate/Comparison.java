package dev.millrace.gotemplate;

import dev.millrace.gotemplate.format.GoFormat;
import dev.millrace.gotemplate.value.GoString;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Kind;
import dev.millrace.gotemplate.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The builtin comparisons. They refuse values of different basic kinds, as Go does. */
final class Comparison {
  private Comparison() {}

  /** The kinds that can be compared with one another. */
  private enum Basic {
    NONE,
    BOOL,
    COMPLEX,
    INT,
    FLOAT,
    STRING,
    UINT;

    static Basic of(@Nullable Object value) {
      Kind kind = Values.kindOf(value);
      if (kind.isSigned()) {
        return INT;
      }
      if (kind.isUnsigned()) {
        return UINT;
      }
      return switch (kind) {
        case BOOL -> BOOL;
        case COMPLEX128 -> COMPLEX;
        case FLOAT32, FLOAT64 -> FLOAT;
        case STRING -> STRING;
        default -> NONE;
      };
    }
  }

  static Object equal(Call call) {
    if (call.size() == 1) {
      throw new FunctionFailure("missing argument for comparison");
    }
    Object first = Values.orNil(call.value(0));
    for (int i = 1; i < call.size(); i++) {
      if (equal(first, Values.orNil(call.value(i)))) {
        return true;
      }
    }
    return false;
  }

  static Object notEqual(Call call) {
    return !equal(Values.orNil(call.value(0)), Values.orNil(call.value(1)));
  }

  static Object less(Call call) {
    return less(Values.orNil(call.value(0)), Values.orNil(call.value(1)));
  }

  static Object lessOrEqual(Call call) {
    return lessOrEqual(Values.orNil(call.value(0)), Values.orNil(call.value(1)));
  }

  static Object greater(Call call) {
    return !lessOrEqual(Values.orNil(call.value(0)), Values.orNil(call.value(1)));
  }

  static Object greaterOrEqual(Call call) {
    return !less(Values.orNil(call.value(0)), Values.orNil(call.value(1)));
  }

  private static boolean equal(@Nullable Object left, @Nullable Object right) {
    Basic leftKind = Basic.of(left);
    Basic rightKind = Basic.of(right);
    if (leftKind == rightKind) {
      return switch (leftKind) {
        case FLOAT -> Values.toDouble(left) == Values.toDouble(right);
        case INT, UINT -> Values.integerBits(left) == Values.integerBits(right);
        case BOOL, COMPLEX, STRING -> left != null && left.equals(right);
        case NONE -> equalReferences(left, right);
      };
    }
    if (leftKind == Basic.INT && rightKind == Basic.UINT) {
      return equalSigns(left, right);
    }
    if (leftKind == Basic.UINT && rightKind == Basic.INT) {
      return equalSigns(right, left);
    }
    if (left != null && right != null) {
      throw incompatible(left, right);
    }
    return false;
  }

  private static boolean equalSigns(@Nullable Object signed, @Nullable Object unsigned) {
    long bits = Values.integerBits(signed);
    return bits >= 0 && bits == Values.integerBits(unsigned);
  }

  /** Values of no basic kind can be compared with nil, and structs with one another. */
  private static boolean equalReferences(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Values.isNil(left) && Values.isNil(right);
    }
    GoType leftType = Values.typeOrAny(left);
    GoType rightType = Values.typeOrAny(right);
    if (leftType.kind() != rightType.kind()) {
      throw new FunctionFailure(
          "non-comparable types %s: %s, %s: %s"
              .formatted(shown(left), leftType, rightType, GoFormat.text(right)));
    }
    if (Values.isNil(left) || Values.isNil(right)) {
      return Values.isNil(left) && Values.isNil(right);
    }
    return switch (rightType.kind()) {
      case SLICE, MAP, FUNCTION ->
          throw new FunctionFailure("non-comparable type " + shown(right) + ": " + rightType);
      default -> left.equals(right);
    };
  }

  private static String shown(Object value) {
    return GoFormat.sprintf("%s", List.of(value));
  }

  private static boolean lessOrEqual(@Nullable Object left, @Nullable Object right) {
    return less(left, right) || equal(left, right);
  }

  private static boolean less(@Nullable Object left, @Nullable Object right) {
    Basic leftKind = ordered(left);
    Basic rightKind = ordered(right);
    if (leftKind == rightKind) {
      return switch (leftKind) {
        case FLOAT -> Values.toDouble(left) < Values.toDouble(right);
        case INT -> Values.integerBits(left) < Values.integerBits(right);
        case UINT -> Long.compareUnsigned(Values.integerBits(left), Values.integerBits(right)) < 0;
        case STRING -> GoString.compare(String.valueOf(left), String.valueOf(right)) < 0;
        case BOOL, COMPLEX, NONE -> throw badType();
      };
    }
    if (leftKind == Basic.INT && rightKind == Basic.UINT) {
      long bits = Values.integerBits(left);
      return bits < 0 || Long.compareUnsigned(bits, Values.integerBits(right)) < 0;
    }
    if (leftKind == Basic.UINT && rightKind == Basic.INT) {
      long bits = Values.integerBits(right);
      return bits >= 0 && Long.compareUnsigned(Values.integerBits(left), bits) < 0;
    }
    throw incompatible(left, right);
  }

  private static Basic ordered(@Nullable Object value) {
    Basic kind = Basic.of(value);
    if (kind == Basic.NONE) {
      throw badType();
    }
    return kind;
  }

  private static FunctionFailure badType() {
    return new FunctionFailure("invalid type for comparison");
  }

  private static FunctionFailure incompatible(@Nullable Object left, @Nullable Object right) {
    return new FunctionFailure(
        "incompatible types for comparison: "
            + Values.typeOrAny(left)
            + " and "
            + Values.typeOrAny(right));
  }
}
