package dev.millrace.gotemplate;

import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.syntax.Node;
import dev.millrace.gotemplate.syntax.Operand;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Kind;
import dev.millrace.gotemplate.value.NoValue;
import dev.millrace.gotemplate.value.StructValue;
import dev.millrace.gotemplate.value.Values;
import dev.millrace.gotemplate.value.ZeroValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows fields: methods and fields of host objects, entries of maps. */
final class FieldAccess {
  private static final List<Operand> NO_OPERANDS = List.of();

  private final Run run;
  private final Frame frame;
  private final Invoker invoker;

  FieldAccess(Run run, Frame frame, Invoker invoker) {
    this.run = run;
    this.frame = frame;
    this.invoker = invoker;
  }

  /**
   * Follows a chain of fields; the last one receives the arguments if it is a method.
   *
   * @param operands the operands of the command, whose first is the chain itself; empty for none
   */
  @Nullable Object chain(
      @Nullable Object dot,
      @Nullable Object receiver,
      Node node,
      List<String> names,
      List<Operand> operands,
      @Nullable Object last) {
    Object value = receiver;
    boolean fromInterface = node instanceof Operand.Field && frame.cursorIsInterface;
    int lastIndex = names.size() - 1;
    for (int i = 0; i < lastIndex; i++) {
      Object next =
          field(dot, value, fromInterface, node, names.get(i), NO_OPERANDS, Expressions.NO_FINAL);
      fromInterface = holdsInterfaces(value);
      value = next;
    }
    return field(dot, value, fromInterface, node, names.get(lastIndex), operands, last);
  }

  private static boolean holdsInterfaces(@Nullable Object container) {
    return container instanceof Map
        && Values.typeOrAny(container).elementOrAny().kind() == Kind.INTERFACE;
  }

  private @Nullable Object field(
      @Nullable Object dot,
      @Nullable Object receiver,
      boolean fromInterface,
      Node node,
      String name,
      List<Operand> operands,
      @Nullable Object last) {
    if (receiver == NoValue.NO_VALUE) {
      if (run.options().missingKey() == MissingKey.ERROR) {
        throw frame.error("nil data; no entry for key " + Quoting.quote(name));
      }
      return NoValue.NO_VALUE;
    }
    if (receiver == null) {
      throw frame.error("nil pointer evaluating interface {}." + name);
    }
    if (receiver instanceof HostObject host) {
      GoFunction method = host.method(name);
      if (method != null) {
        return invoker.invoke(dot, method, node, operands, last);
      }
    }
    boolean hasArguments = operands.size() > 1 || last != Expressions.NO_FINAL;
    if (receiver instanceof Map<?, ?> map) {
      return entry(Values.asMap(map), name, hasArguments);
    }
    Object field = structField(receiver, name);
    if (field != NoValue.NO_VALUE && !isExported(name)) {
      throw frame.error(
          name + " is an unexported field of struct type " + Values.typeOrAny(receiver));
    }
    if (field == NoValue.NO_VALUE) {
      GoType shown = fromInterface ? GoType.ANY : Values.typeOrAny(receiver);
      throw frame.error("can't evaluate field " + name + " in type " + shown);
    }
    if (hasArguments) {
      throw frame.error(name + " has arguments but cannot be invoked as function");
    }
    return field;
  }

  private @Nullable Object entry(
      Map<String, @Nullable Object> map, String name, boolean hasArguments) {
    if (hasArguments) {
      throw frame.error(name + " is not a method but has arguments");
    }
    Object value = map.get(name);
    if (value != null || map.containsKey(name)) {
      return value;
    }
    return switch (run.options().missingKey()) {
      case DEFAULT -> NoValue.NO_VALUE;
      case ZERO -> ZeroValues.of(Values.typeOrAny(map).elementOrAny());
      case ERROR -> throw frame.error("map has no entry for key " + Quoting.quote(name));
    };
  }

  private static boolean isExported(String name) {
    return Character.isUpperCase(name.codePointAt(0));
  }

  private static @Nullable Object structField(Object receiver, String name) {
    if (receiver instanceof HostObject host) {
      Object field = host.field(name);
      if (field != NoValue.NO_VALUE) {
        return field;
      }
    }
    if (receiver instanceof StructValue struct && struct.fields().containsKey(name)) {
      return struct.fields().get(name);
    }
    return NoValue.NO_VALUE;
  }
}
