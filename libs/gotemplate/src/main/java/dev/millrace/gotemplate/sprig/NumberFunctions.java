package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.ANY;
import static dev.millrace.gotemplate.value.GoType.FLOAT64;
import static dev.millrace.gotemplate.value.GoType.INT;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.format.FloatText;
import dev.millrace.gotemplate.format.GoFormat;
import dev.millrace.gotemplate.format.IntegerText;
import dev.millrace.gotemplate.format.NumberSyntaxException;
import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoSlice;
import dev.millrace.gotemplate.value.GoType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers: conversion, arithmetic, rounding and sequences. */
final class NumberFunctions {
  private static final Signature ONE = Signature.of(ANY);
  private static final Signature TWO = Signature.of(ANY, ANY);
  private static final Signature ONE_AND_MORE = Signature.of(ANY).andRest(ANY);
  private static final GoType INTS = GoType.sliceOf(INT);

  /** Digits behind the point that a decimal division keeps. */
  private static final int DIVISION_PRECISION = 16;

  private NumberFunctions() {}

  static Functions all() {
    var functions = Functions.builder();
    addConversions(functions);
    addIntegerArithmetic(functions);
    addDecimalArithmetic(functions);
    addSequences(functions);
    return functions.build();
  }

  private static void addConversions(Functions.Builder functions) {
    functions
        .add("atoi", Signature.of(STRING), NumberFunctions::decimalText)
        .add("int", ONE, call -> GoInt.of(Cast.toInt64(call.value(0))))
        .add("int64", ONE, call -> Cast.toInt64(call.value(0)))
        .add("float64", ONE, call -> Cast.toFloat64(call.value(0)))
        .add("toDecimal", ONE, NumberFunctions::octal);
  }

  private static void addIntegerArithmetic(Functions.Builder functions) {
    functions
        .add("add1", ONE, call -> Cast.toInt64(call.value(0)) + 1)
        .add("add", Signature.of().andRest(ANY), call -> fold(0, call.rest(0), Long::sum))
        .add("sub", TWO, call -> Cast.toInt64(call.value(0)) - Cast.toInt64(call.value(1)))
        .add("mul", ONE_AND_MORE, call -> fold(call, (a, b) -> a * b))
        .add("div", TWO, call -> Cast.toInt64(call.value(0)) / divisor(call))
        .add("mod", TWO, call -> Cast.toInt64(call.value(0)) % divisor(call))
        .add("max", ONE_AND_MORE, call -> fold(call, Math::max))
        .add("biggest", ONE_AND_MORE, call -> fold(call, Math::max))
        .add("min", ONE_AND_MORE, call -> fold(call, Math::min))
        .add("maxf", ONE_AND_MORE, call -> foldFloats(call, Math::max))
        .add("minf", ONE_AND_MORE, call -> foldFloats(call, Math::min));
  }

  private static void addDecimalArithmetic(Functions.Builder functions) {
    functions
        .add("add1f", ONE, call -> decimal(call.value(0)).add(BigDecimal.ONE).doubleValue())
        .add("addf", Signature.of().andRest(ANY), NumberFunctions::addDecimals)
        .add("subf", ONE_AND_MORE, call -> foldDecimals(call, BigDecimal::subtract))
        .add("mulf", ONE_AND_MORE, call -> foldDecimals(call, BigDecimal::multiply))
        .add("divf", ONE_AND_MORE, call -> foldDecimals(call, NumberFunctions::divide))
        .add("ceil", ONE, call -> Math.ceil(Cast.toFloat64(call.value(0))))
        .add("floor", ONE, call -> Math.floor(Cast.toFloat64(call.value(0))))
        .add("round", Signature.of(ANY, INT).andRest(FLOAT64), NumberFunctions::round);
  }

  private static void addSequences(Functions.Builder functions) {
    functions
        .add("until", Signature.of(INT), NumberFunctions::until)
        .add(
            "untilStep",
            Signature.of(INT, INT, INT),
            call -> slice(steps(call, call.integer(0), call.integer(1), call.integer(2))))
        .add("seq", Signature.of().andRest(INT), NumberFunctions::sequence);
  }

  private static Object decimalText(Call call) {
    try {
      return GoInt.of(IntegerText.parseDecimal(call.string(0)));
    } catch (NumberSyntaxException e) {
      // Go returns the nearest bound along with its range error, which Sprig ignores.
      boolean negative = call.string(0).startsWith("-");
      long bound = negative ? Long.MIN_VALUE : Long.MAX_VALUE;
      return GoInt.of(e.isOutOfRange() ? bound : 0);
    }
  }

  private static Object octal(Call call) {
    try {
      return IntegerText.parseSigned(GoFormat.text(call.value(0)), 8);
    } catch (NumberSyntaxException _) {
      return 0L;
    }
  }

  private static long divisor(Call call) {
    long divisor = Cast.toInt64(call.value(1));
    if (divisor == 0) {
      throw new FunctionFailure("runtime error: integer divide by zero");
    }
    return divisor;
  }

  private static Object fold(Call call, LongBinaryOperator operator) {
    return fold(Cast.toInt64(call.value(0)), call.rest(1), operator);
  }

  private static Object fold(
      long start, List<@Nullable Object> values, LongBinaryOperator operator) {
    long result = start;
    for (Object value : values) {
      result = operator.applyAsLong(result, Cast.toInt64(value));
    }
    return result;
  }

  private static Object foldFloats(Call call, DoubleBinaryOperator operator) {
    double result = Cast.toFloat64(call.value(0));
    for (Object value : call.rest(1)) {
      result = operator.applyAsDouble(result, Cast.toFloat64(value));
    }
    return result;
  }

  private static Object addDecimals(Call call) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Object value : call.rest(0)) {
      sum = sum.add(decimal(value));
    }
    return sum.doubleValue();
  }

  private static Object foldDecimals(Call call, BinaryOperator<BigDecimal> operator) {
    BigDecimal result = decimal(call.value(0));
    for (Object value : call.rest(1)) {
      result = operator.apply(result, decimal(value));
    }
    return result.doubleValue();
  }

  /** The number as the decimal that it prints as, so that 0.1 is a tenth. */
  private static BigDecimal decimal(@Nullable Object value) {
    double number = Cast.toFloat64(value);
    if (!Double.isFinite(number)) {
      throw new FunctionFailure(
          "Cannot create a Decimal from " + FloatText.shortest(number).replace("+", ""));
    }
    return new BigDecimal(FloatText.shortest(number));
  }

  private static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new FunctionFailure("decimal division by 0");
    }
    return dividend.divide(divisor, DIVISION_PRECISION, RoundingMode.HALF_UP);
  }

  private static Object round(Call call) {
    double up = call.size() > 2 ? call.float64(2) : 0.5;
    double scale = Math.pow(10, call.integer(1));
    double scaled = scale * Cast.toFloat64(call.value(0));
    double fraction = scaled - (scaled < 0 ? Math.ceil(scaled) : Math.floor(scaled));
    return (fraction >= up ? Math.ceil(scaled) : Math.floor(scaled)) / scale;
  }

  private static Object until(Call call) {
    long count = call.integer(0);
    return slice(steps(call, 0, count, count < 0 ? -1 : 1));
  }

  /** The numbers from start (inclusive) to stop (exclusive); none where the step leads away. */
  private static List<Long> steps(Call call, long start, long stop, long step) {
    boolean down = stop < start;
    if (down ? step >= 0 : step <= 0) {
      return List.of();
    }
    call.execution().checkElements((stop - start) / step);
    List<Long> numbers = new ArrayList<>();
    for (long i = start; down ? i > stop : i < stop; i += step) {
      numbers.add(i);
    }
    return numbers;
  }

  private static GoSlice slice(List<Long> numbers) {
    return GoSlice.of(INTS, numbers.stream().map(GoInt::of).toList());
  }

  private static Object sequence(Call call) {
    List<Long> numbers =
        switch (call.size()) {
          case 1 -> sequence(call, 1, call.integer(0));
          case 2 -> sequence(call, call.integer(0), call.integer(1));
          case 3 -> sequence(call, call.integer(0), call.integer(1), call.integer(2));
          default -> List.of();
        };
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** The numbers from start to end, both inclusive, up or down. */
  private static List<Long> sequence(Call call, long start, long end) {
    long step = end < start ? -1 : 1;
    return steps(call, start, end + step, step);
  }

  private static List<Long> sequence(Call call, long start, long step, long end) {
    boolean down = end < start;
    return down && step > 0 ? List.of() : steps(call, start, end + (down ? -1 : 1), step);
  }
}
