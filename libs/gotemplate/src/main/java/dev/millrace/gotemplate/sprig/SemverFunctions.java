package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.semver.Constraint;
import dev.millrace.semver.InvalidVersion;
import dev.millrace.semver.Version;

/** Semantic versions and ranges. */
final class SemverFunctions {
  private SemverFunctions() {}

  static Functions all() {
    return Functions.builder()
        .add("semver", Signature.of(STRING), SemverFunctions::version)
        .add("semverCompare", Signature.of(STRING, STRING), SemverFunctions::compare)
        .build();
  }

  private static Object version(Call call) {
    try {
      return new SemverValue(Version.parse(call.string(0)));
    } catch (InvalidVersion e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static Object compare(Call call) {
    try {
      return Constraint.parse(call.string(0)).matches(Version.parse(call.string(1)));
    } catch (InvalidVersion e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
