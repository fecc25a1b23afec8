package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.Rendering.message;
import static dev.millrace.gotemplate.Rendering.render;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text, case and layout functions; every expectation was recorded from Go. */
class SprigTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{trim \" a \"}}{{trimAll \"$\" \"$5$\"}}{{trimSuffix \"-\" \"x-\"}}{{trimPrefix \"-\" \"-y\"}} => a5xy",
        "{{upper \"aß\"}} {{lower \"ÀÉ\"}} {{title \"hello wOrld_x-y\"}} {{untitle \"Ab Cd\"}} => Aß àé Hello WOrld_x-Y ab cd",
        "{{snakecase \"HTTPServer2Go\"}} {{kebabcase \"FirstName\"}} {{camelcase \"http_server-x\"}} => http_server2_go first-name HttpServerX",
        "{{swapcase \"This Is A.Test\"}} {{initials \"First Try\"}} {{nospace \" a b \"}} => tHIS iS a.tEST FT ab",
        "{{repeat 3 \"ab\"}} {{substr 1 3 \"hello\"}} {{trunc 2 \"hello\"}} {{trunc -2 \"hello\"}} => ababab el he lo",
        "{{abbrev 5 \"hello world\"}} {{abbrevboth 5 10 \"1234 5678 9123\"}} => he... ...5678...",
        "{{contains \"b\" \"abc\"}} {{hasPrefix \"a\" \"abc\"}} {{hasSuffix \"a\" \"abc\"}} => true true false",
        "{{quote 1 nil \"a\\\"b\"}} {{squote \"a\" 1.5}} {{cat 1 nil \"x\" true}}{{cat \"\" 1}} => \"1\" \"a\\\"b\" 'a' '1.5' 1 x true 1",
        "{{replace \" \" \"-\" \"I am\"}} {{replace \"\" \".\" \"ab\"}} => I-am .a.b.",
        "{{plural \"one\" \"many\" 1}} {{plural \"one\" \"many\" 2}} => one many",
        "{{wrapWith 5 \"~\" \"hello wide world\"}} {{wrap 3 \"a bcdef\"}} => hello~wide~world a\\nbcdef",
        "{{indent 2 \"a\\nb\"}} =>   a\\n  b",
        "{{nindent 1 \"a\"}} => \\n a",
        "{{join \"-\" (list 1 nil \"a\")}} {{join \"-\" \"x\"}} {{toStrings (list 1 true)}} => 1-a x [1 true]",
        "{{(split \"/\" \"a/b\")._1}} {{splitList \",\" \"a,b\"}} {{splitn \"/\" 2 \"a/b/c\"}} => b [a b] map[_0:a _1:b/c]",
        "{{toString (list 1 \"a\")}} {{toString 1e6}} {{1000000.0 | quote}} => [1 a] 1e+06 \"1e+06\"",
        "{{b64enc \"hé\"}} {{b64dec \"aMOp\"}} {{b32enc \"ab\"}} {{b32dec \"MFRA====\"}} => aMOp hé MFRA==== ab",
        "{{b64dec \"!!\"}} {{b32dec \"1\"}} => illegal base64 data at input byte 0 illegal base32 data at input byte 0",
        "{{sha1sum \"a\"}} => 86f7e437faa5a7fce15d1ddcb9eaeaea377667b8",
        "{{sha256sum \"\"}} => e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "{{adler32sum \"abc\"}} => 38600999",
        "{{base \"/a/b/\"}} {{dir \"/a/b\"}} {{clean \"/a/../b/./c\"}} {{ext \"a.tar.gz\"}} {{isAbs \"a\"}} => b /a /b/c .gz false",
        "{{env \"X\"}}{{expandenv \"$X-${X}-$NONE.$$\"}} => yy-y-.",
        "{{hello}} => Hello!",
      })
  void worksAsInGo(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{regexMatch \"^a+$\" \"aaa\"}} {{regexMatch \"(\" \"a\"}} => true false",
        "{{regexFind \"[0-9]+\" \"a12b3\"}} {{regexFindAll \"[a-c]\" \"abcd\" 2}} => 12 [a b]",
        "{{regexReplaceAll \"a(x*)b\" \"-ab-axxb-\" \"${1}W\"}} => -W-xxW-",
        "{{regexReplaceAll \"a(x*)b\" \"-ab-axxb-\" \"$1W\"}} => ---",
        "{{regexReplaceAll \"(?P<n>b)\" \"abc\" \"[$n]\"}} {{regexReplaceAll \"x*\" \"ab\" \"-\"}} => a[b]c -a-b-",
        "{{regexReplaceAllLiteral \"a(x*)b\" \"-ab-\" \"${1}\"}} => -${1}-",
        "{{regexSplit \"z+\" \"pizza\" -1}} {{regexSplit \",\" \"a,b,c\" 2}} => [pi a] [a b,c]",
        "{{regexQuoteMeta \"1.2$\"}} => 1\\.2\\$",
        "{{regexFindAll \"z\" \"a\" -1 | toJson}} => null",
      })
  void matchesRegularExpressions(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{urlParse \"HTTP://u:p@h.com:80/a%20b?q=1#f\" | toJson}} => {\"fragment\":\"f\",\"host\":\"h.com:80\",\"hostname\":\"h.com\",\"opaque\":\"\",\"path\":\"/a b\",\"query\":\"q=1\",\"scheme\":\"http\",\"userinfo\":\"u:p\"}",
        "{{urlJoin (dict \"scheme\" \"http\" \"host\" \"h\" \"path\" \"a b\" \"query\" \"q\" \"userinfo\" \"u\")}} => http://u@h/a%20b?q",
        "{{(urlParse \"mailto:a@b\").opaque}} {{(urlParse \"http://[::1]:8\").hostname}} => a@b ::1",
      })
  void takesUrlsApart(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{repeat -1 \"a\"}} => error calling repeat: strings: negative Repeat count",
        "{{substr 5 9 \"abc\"}} => error calling substr: runtime error: slice bounds out of range [5:3]",
        "{{regexFind \"(\" \"a\"}} => error calling regexFind: regexp: Compile(`(`): error parsing regexp: missing closing ): `(`",
        "{{mustRegexFind \"(\" \"a\"}} => error calling mustRegexFind: error parsing regexp: missing closing ): `(`",
        "{{urlParse \"http://[::1\"}} => error calling urlParse: unable to parse url: parse \"http://[::1\": missing ']' in host",
        "{{urlJoin (dict \"host\" 1)}} => error calling urlJoin: unable to parse host key, must be of type string, but int found",
        "{{fail \"my words\"}} => error calling fail: my words",
        "{{getHostByName \"unknown\"}} => error calling getHostByName: cannot resolve the host name unknown",
      })
  void failsWhereGoFails(String template, String problem) {
    assertThat(message(template, null)).endsWith(": " + problem);
  }
}
