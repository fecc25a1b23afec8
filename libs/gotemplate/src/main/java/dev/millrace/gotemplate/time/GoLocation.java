package dev.millrace.gotemplate.time;

import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.HostObject;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Stringer;
import org.jspecify.annotations.Nullable;

/** Go's {@code *time.Location}: the name of a time zone. */
record GoLocation(String zone) implements HostObject, Stringer {
  private static final GoType TYPE = GoType.pointerTo(GoType.struct("time.Location"));

  @Override
  public GoType goType() {
    return TYPE;
  }

  @Override
  public String goString() {
    return zone;
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return name.equals("String") ? new GoFunction(name, Signature.of(), _ -> zone) : null;
  }
}
