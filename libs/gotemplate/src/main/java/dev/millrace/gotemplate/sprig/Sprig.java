package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.Functions;

/** Sprig v3.3's functions for text templates. */
public final class Sprig {
  private Sprig() {}

  /** All functions of Sprig's {@code TxtFuncMap}. */
  public static Functions functions(SprigEnvironment environment) {
    return pure()
        .plus(DateFunctions.all(environment))
        .plus(CryptoFunctions.all(environment))
        .plus(RandomFunctions.all(environment))
        .plus(EnvironmentFunctions.all(environment));
  }

  /**
   * The functions that give the same result for the same arguments: no clock, no randomness, no
   * environment, no network. Dates can be formatted and parsed; what is not a date counts as the
   * time of the given clock.
   */
  public static Functions hermetic(SprigEnvironment environment) {
    return pure()
        .plus(
            DateFunctions.all(environment)
                .without(
                    "now",
                    "date",
                    "date_in_zone",
                    "date_modify",
                    "htmlDate",
                    "htmlDateInZone",
                    "dateInZone",
                    "dateModify"));
  }

  private static Functions pure() {
    return TextFunctions.all()
        .plus(CaseFunctions.all())
        .plus(LayoutFunctions.all())
        .plus(NumberFunctions.all())
        .plus(ListFunctions.all())
        .plus(DictFunctions.all())
        .plus(DefaultFunctions.all())
        .plus(JsonFunctions.all())
        .plus(EncodingFunctions.all())
        .plus(RegexFunctions.all())
        .plus(UrlFunctions.all())
        .plus(PathFunctions.all())
        .plus(SemverFunctions.all())
        .plus(CryptoFunctions.deterministic())
        .plus(EnvironmentFunctions.flow());
  }
}
