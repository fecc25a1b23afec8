package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.HostObject;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoInt;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.Stringer;
import dev.millrace.gotemplate.value.StructValue;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A version with the methods that Go's has. */
record SemverValue(Version version)
    implements HostObject, StructValue, Stringer, JsonTree.Jsonable {
  private static final GoType TYPE = GoType.pointerTo(GoType.struct("semver.Version"));
  private static final Signature NO_PARAMETERS = Signature.of();

  @Override
  public GoType goType() {
    return TYPE;
  }

  @Override
  public String goString() {
    return version.toString();
  }

  /** The fields are not exported: only printing with verbs for numbers shows them. */
  @Override
  public SequencedMap<String, @Nullable Object> fields() {
    SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("major", new GoInt(version.major(), GoType.UINT64));
    fields.put("minor", new GoInt(version.minor(), GoType.UINT64));
    fields.put("patch", new GoInt(version.patch(), GoType.UINT64));
    fields.put("pre", version.prerelease());
    fields.put("metadata", version.metadata());
    fields.put("original", version.original());
    return fields;
  }

  @Override
  public Object json() {
    return version.toString();
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return switch (name) {
      case "Major" -> number(name, version.major());
      case "Minor" -> number(name, version.minor());
      case "Patch" -> number(name, version.patch());
      case "Prerelease" -> getter(name, version.prerelease());
      case "Metadata" -> getter(name, version.metadata());
      case "Original" -> getter(name, version.original());
      case "String" -> getter(name, version.toString());
      case "IncMajor" -> getter(name, new SemverValue(version.nextMajor()));
      case "IncMinor" -> getter(name, new SemverValue(version.nextMinor()));
      case "IncPatch" -> getter(name, new SemverValue(version.nextPatch()));
      case "SetPrerelease" ->
          new GoFunction(
              name,
              Signature.of(STRING),
              call -> changed(() -> version.withPrerelease(call.string(0))));
      case "SetMetadata" ->
          new GoFunction(
              name,
              Signature.of(STRING),
              call -> changed(() -> version.withMetadata(call.string(0))));
      case "Compare" -> new GoFunction(name, Signature.of(TYPE), call -> GoInt.of(compare(call)));
      case "Equal" -> comparison(name, c -> c == 0);
      case "LessThan" -> comparison(name, c -> c < 0);
      case "LessThanEqual" -> comparison(name, c -> c <= 0);
      case "GreaterThan" -> comparison(name, c -> c > 0);
      case "GreaterThanEqual" -> comparison(name, c -> c >= 0);
      default -> null;
    };
  }

  private interface Change {
    Version apply();
  }

  private static Object changed(Change change) {
    try {
      return new SemverValue(change.apply());
    } catch (InvalidVersion e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static GoFunction number(String name, long value) {
    return getter(name, new GoInt(value, GoType.UINT64));
  }

  private static GoFunction getter(String name, Object value) {
    return new GoFunction(name, NO_PARAMETERS, _ -> value);
  }

  private GoFunction comparison(String name, IntPredicate wanted) {
    return new GoFunction(name, Signature.of(TYPE), call -> wanted.test(compare(call)));
  }

  private int compare(Call call) {
    if (!(call.value(0) instanceof SemverValue other)) {
      throw new FunctionFailure(Lists.NIL_DEREFERENCE);
    }
    return Integer.signum(version.compareTo(other.version));
  }
}
