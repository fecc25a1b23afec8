package dev.millrace.gotemplate;

import dev.millrace.gotemplate.value.Values;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one function call and access to the execution it happens in. The accessors by
 * type are for parameters that the signature declares with that type.
 */
public final class Call {
  private final Execution execution;
  private final @Nullable Object[] arguments;
  private final String callee;

  Call(Execution execution, @Nullable Object[] arguments, String callee) {
    this.execution = execution;
    this.arguments = arguments;
    this.callee = callee;
  }

  /** How the template writes the first argument, which {@code call} names in its errors. */
  String callee() {
    return callee;
  }

  /** The execution that the call is part of. */
  public Execution execution() {
    return execution;
  }

  /** The number of arguments given. */
  public int size() {
    return arguments.length;
  }

  /** The argument at the index, null for nil. */
  public @Nullable Object value(int index) {
    return arguments[index];
  }

  /** The argument of a parameter declared as string. */
  public String string(int index) {
    return (String) required(index);
  }

  /** The argument of a parameter declared with an integer type, as its bits. */
  public long integer(int index) {
    return Values.integerBits(arguments[index]);
  }

  /** The argument of a parameter declared as bool. */
  public boolean bool(int index) {
    return (Boolean) required(index);
  }

  /** The argument of a parameter declared as float64. */
  public double float64(int index) {
    return Values.toDouble(arguments[index]);
  }

  /** The argument of a parameter declared as a map; an empty map that cannot be changed for nil. */
  public Map<String, @Nullable Object> map(int index) {
    Object value = arguments[index];
    return value == null ? Map.of() : Values.asMap(value);
  }

  /** The argument of a parameter declared as a slice; an empty list for nil. */
  public List<@Nullable Object> list(int index) {
    Object value = arguments[index];
    return value == null ? List.of() : Values.asList(value);
  }

  /** The arguments from the index on, for the variadic part. */
  public List<@Nullable Object> rest(int from) {
    return Collections.unmodifiableList(Arrays.asList(arguments).subList(from, arguments.length));
  }

  private Object required(int index) {
    return Objects.requireNonNull(arguments[index], "argument of a type that cannot be nil");
  }
}
