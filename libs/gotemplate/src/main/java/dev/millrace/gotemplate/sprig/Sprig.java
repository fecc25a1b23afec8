package dev.millrace.gotemplate.sprig;

import dev.millrace.gotemplate.Functions;
import java.util.List;

/** Sprig v3.3's functions for text templates. */
public final class Sprig {
  /** What Sprig does not count as hermetic. Keys and certificates, though random, are not here. */
  private static final List<String> IMPURE =
      List.of(
          "date",
          "date_in_zone",
          "date_modify",
          "now",
          "htmlDate",
          "htmlDateInZone",
          "dateInZone",
          "dateModify",
          "randAlphaNum",
          "randAlpha",
          "randAscii",
          "randNumeric",
          "randBytes",
          "uuidv4",
          "env",
          "expandenv",
          "getHostByName");

  private Sprig() {}

  /** All functions of Sprig's {@code TxtFuncMap}. */
  public static Functions functions(SprigEnvironment environment) {
    return pure()
        .plus(DateFunctions.all(environment))
        .plus(CryptoFunctions.all(environment))
        .plus(RandomFunctions.all(environment))
        .plus(EnvironmentFunctions.all(environment));
  }

  /** The functions of Sprig's {@code HermeticTxtFuncMap}, which leaves out {@link #IMPURE}. */
  public static Functions hermetic(SprigEnvironment environment) {
    return functions(environment).without(IMPURE.toArray(String[]::new));
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
