package dev.millrace.argocd.generator;

import dev.millrace.gotemplate.ExecutionOptions;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.MissingKey;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.TemplateException;
import dev.millrace.gotemplate.TemplateSet;
import dev.millrace.gotemplate.sprig.Sprig;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code goTemplate: true}: Go's templates with Sprig and the functions that Argo CD adds. */
final class GoTemplating implements Templating {
  private static final String NAME = "template";
  private static final int MAX_SLUG = 50;
  private static final Signature ANY = Signature.of(GoType.ANY);
  private static final Signature TEXT = Signature.of(GoType.STRING);

  private final TemplateSet empty;
  private final ExecutionOptions options;

  /**
   * A language with the options of an ApplicationSet.
   *
   * @param environment what functions may see of the world
   * @param goOptions such as {@code missingkey=error}
   */
  GoTemplating(SprigEnvironment environment, List<String> goOptions) {
    Functions functions =
        Functions.builtins()
            .plus(Sprig.functions(environment).without("env", "expandenv", "getHostByName"))
            .plus(added());
    this.empty = TemplateSet.empty(functions);
    this.options = ExecutionOptions.DEFAULT.withMissingKey(missingKey(goOptions));
  }

  private static MissingKey missingKey(List<String> goOptions) {
    if (goOptions.contains("missingkey=error")) {
      return MissingKey.ERROR;
    }
    return goOptions.contains("missingkey=zero") ? MissingKey.ZERO : MissingKey.DEFAULT;
  }

  private static Functions added() {
    return Functions.builder()
        .add("normalize", TEXT, call -> PathParameters.normalized(call.string(0)))
        .add("slugify", TEXT, call -> slug(call.string(0)))
        .add("toYaml", ANY, call -> GoYaml.write(call.value(0)).stripTrailing())
        .add("fromYaml", TEXT, call -> read(call.string(0)))
        .add("fromYamlArray", TEXT, call -> read(call.string(0)))
        .build();
  }

  private static String slug(String text) {
    String slug =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return slug.length() > MAX_SLUG ? slug.substring(0, MAX_SLUG) : slug;
  }

  private static @Nullable Object read(String text) {
    try {
      return YamlReader.sigs().read(text);
    } catch (YamlException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public String render(String text, Map<String, @Nullable Object> parameters) {
    if (!text.contains("{{")) {
      return text;
    }
    try {
      return empty.with(NAME, text).execute(NAME, parameters, options);
    } catch (TemplateException e) {
      throw new GeneratorException("'%s' can't be filled: %s".formatted(text, e.getMessage()), e);
    }
  }

  @Override
  public Map<String, @Nullable Object> shaped(Map<String, @Nullable Object> nested) {
    return nested;
  }
}
