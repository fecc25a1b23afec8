package dev.millrace.helm.render;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.TemplateException;
import dev.millrace.gotemplate.TemplateException.Phase;
import dev.millrace.gotemplate.TemplateSet;
import dev.millrace.gotemplate.format.Quoting;
import dev.millrace.gotemplate.sprig.Sprig;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.helm.lookup.LookupException;
import org.jspecify.annotations.Nullable;

/**
 * The functions of chart templates: Sprig's without those that read the environment, the document
 * functions, and those that know the rendering they are part of.
 */
final class TemplateFunctions {
  private static final String NO_VALUE = "<no value>";
  private static final String TEXT_NAME = "gotpl";

  private TemplateFunctions() {}

  static Functions all(SprigEnvironment environment) {
    return Functions.builtins()
        .plus(Sprig.functions(environment).without("env", "expandenv"))
        .plus(DocumentFunctions.all())
        .plus(contextual())
        .plus(nameResolution(environment));
  }

  private static Functions contextual() {
    return Functions.builder()
        .add("include", Signature.of(GoType.STRING, GoType.ANY), TemplateFunctions::include)
        .add("tpl", Signature.of(GoType.STRING, GoType.ANY), TemplateFunctions::tpl)
        .add("required", Signature.of(GoType.STRING, GoType.ANY), TemplateFunctions::required)
        .add("fail", Signature.of(GoType.STRING), TemplateFunctions::fail)
        .add(
            "lookup",
            Signature.of(GoType.STRING, GoType.STRING, GoType.STRING, GoType.STRING),
            TemplateFunctions::lookup)
        .build();
  }

  /** What can't be resolved, or must not be, is empty (SECURITY-CASES row 61). */
  private static Functions nameResolution(SprigEnvironment environment) {
    return Functions.builder()
        .add(
            "getHostByName",
            Signature.of(GoType.STRING),
            call -> environment.hostAddress().apply(call.string(0)).orElse(""))
        .build();
  }

  private static String include(Call call) {
    String name = call.string(0);
    if (!call.execution().templates().contains(name)) {
      throw new FunctionFailure(
          "template: no template %s associated with template \"%s\""
              .formatted(Quoting.quote(name), TEXT_NAME));
    }
    Recursion recursion = call.execution().context(RenderContext.class).recursion();
    recursion.enter(name);
    try {
      return call.execution().execute(name, call.value(1));
    } finally {
      recursion.leave(name);
    }
  }

  /** Templates that the text defines are seen by what it includes, and by nobody afterwards. */
  private static String tpl(Call call) {
    String text = call.string(0);
    if (!text.contains("{{")) {
      return withoutNoValue(text);
    }
    Recursion recursion = call.execution().context(RenderContext.class).recursion();
    recursion.enterText();
    try {
      return execute(call, text);
    } finally {
      recursion.leaveText();
    }
  }

  private static String execute(Call call, String text) {
    TemplateSet known = call.execution().templates();
    String name = unusedName(known);
    TemplateSet extended = parse(call, known, name, text);
    try {
      return withoutNoValue(call.execution().execute(extended, name, call.value(1)));
    } catch (TemplateException e) {
      if (e.phase() == Phase.LIMIT) {
        throw e;
      }
      throw new FunctionFailure(
          "error during tpl function execution for " + Quoting.quote(text) + ": " + e.getMessage(),
          e);
    }
  }

  private static TemplateSet parse(Call call, TemplateSet known, String name, String text) {
    try {
      return call.execution().context(RenderContext.class).texts().parse(known, name, text);
    } catch (TemplateException e) {
      throw new FunctionFailure(
          "cannot parse template " + Quoting.quote(text) + ": " + e.getMessage(), e);
    }
  }

  /** A text that holds nothing but definitions must not stand aside for an outer text. */
  private static String unusedName(TemplateSet known) {
    String name = TEXT_NAME;
    while (known.contains(name)) {
      name += "'";
    }
    return name;
  }

  private static @Nullable Object required(Call call) {
    Object value = call.value(1);
    if (value == null || value.equals("")) {
      throw new UserFailure(call.string(0));
    }
    return value;
  }

  private static Object fail(Call call) {
    throw new UserFailure(call.string(0));
  }

  private static Object lookup(Call call) {
    try {
      return call.execution()
          .context(RenderContext.class)
          .lookup()
          .find(call.string(0), call.string(1), call.string(2), call.string(3));
    } catch (LookupException e) {
      throw new FunctionFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Go prints this for what is missing; Helm removes it, even where somebody wrote it. */
  static String withoutNoValue(String text) {
    return text.replace(NO_VALUE, "");
  }
}
