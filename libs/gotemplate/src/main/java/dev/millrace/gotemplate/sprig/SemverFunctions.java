package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.format.Quoting;
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
    return new SemverValue(parsed(call.string(0)));
  }

  private static Object compare(Call call) {
    return constraint(call.string(0)).matches(parsed(call.string(1)));
  }

  private static Constraint constraint(String text) {
    try {
      return Constraint.parse(text);
    } catch (InvalidVersion e) {
      throw new FunctionFailure("improper constraint: " + Quoting.quote(text), e);
    }
  }

  private static Version parsed(String text) {
    try {
      return Version.parse(text);
    } catch (InvalidVersion e) {
      throw new FunctionFailure("invalid semantic version", e);
    }
  }
}
