package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.value.GoType.DICT;
import static dev.millrace.gotemplate.value.GoType.STRING;

import dev.millrace.gotemplate.Call;
import dev.millrace.gotemplate.FunctionFailure;
import dev.millrace.gotemplate.Functions;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** URLs: taking apart and putting together. */
final class UrlFunctions {
  private UrlFunctions() {}

  static Functions all() {
    return Functions.builder()
        .add("urlParse", Signature.of(STRING), UrlFunctions::parse)
        .add("urlJoin", Signature.of(DICT), UrlFunctions::join)
        .build();
  }

  private static Object parse(Call call) {
    GoUrl url;
    try {
      url = UrlParser.parse(call.string(0));
    } catch (UrlSyntaxException e) {
      throw new FunctionFailure("unable to parse url: " + e.getMessage(), e);
    }
    Map<String, @Nullable Object> dict = new LinkedHashMap<>();
    dict.put("scheme", url.scheme());
    dict.put("host", url.host());
    dict.put("hostname", url.hostname());
    dict.put("path", url.path());
    dict.put("query", url.query());
    dict.put("opaque", url.opaque());
    dict.put("fragment", url.fragment());
    dict.put("userinfo", url.userInfo() == null ? "" : url.userInfo());
    return dict;
  }

  private static Object join(Call call) {
    Map<String, @Nullable Object> dict = call.map(0);
    String userInfo = text(dict, "userinfo");
    return new GoUrl(
            text(dict, "scheme"),
            text(dict, "opaque"),
            userInfo.isEmpty() ? null : normalized(userInfo),
            text(dict, "host"),
            text(dict, "path"),
            text(dict, "query"),
            text(dict, "fragment"))
        .toString();
  }

  private static @Nullable String normalized(String userInfo) {
    try {
      return UrlParser.parse("proto://" + userInfo + "@host").userInfo();
    } catch (UrlSyntaxException e) {
      throw new FunctionFailure("unable to parse userinfo in dict: " + e.getMessage(), e);
    }
  }

  private static String text(Map<String, @Nullable Object> dict, String key) {
    Object value = dict.get(key);
    if (value == null && !dict.containsKey(key)) {
      return "";
    }
    if (value == null) {
      throw new FunctionFailure(Lists.NIL_DEREFERENCE);
    }
    if (!(value instanceof String text)) {
      throw new FunctionFailure(
          "unable to parse "
              + key
              + " key, must be of type string, but "
              + Values.kindOf(value)
              + " found");
    }
    return text;
  }
}
