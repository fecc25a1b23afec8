package dev.millrace.gotemplate.sprig;

import static dev.millrace.gotemplate.Rendering.message;
import static dev.millrace.gotemplate.Rendering.render;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, lists, dictionaries, defaults and JSON; every expectation was recorded from Go. */
class SprigDataTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{int \"0x10\"}} {{int \"010\"}} {{int \"1.0\"}} {{int \"1.7\"}} {{int 1e30}} {{int true}} => 16 8 1 0 -9223372036854775808 1",
        "{{add 1 \"2\" 3.9}} {{add1 1.5}} {{sub 5 2}} {{mul 2 3 4}} {{div 7 2}} {{mod -7 3}} => 6 2 3 24 3 -1",
        "{{addf 0.1 0.2}} {{subf 1 0.9}} {{mulf 1.1 1.1}} {{divf 1 3}} {{add1f 0.1}} => 0.3 0.1 1.21 0.3333333333333333 1.1",
        "{{max 1 5 3}} {{min 4 2}} {{maxf 1 2.5}} {{minf 1 0.5}} {{biggest 1 2}} => 5 2 2.5 0.5 2",
        "{{ceil 1.1}} {{floor 1.9}} {{round 123.5555 3}} {{round 2.5 0}} {{round -2.5 0}} => 2 1 123.556 3 -3",
        "{{until 3}} {{untilStep 3 0 -1}} {{seq 3}} {{seq 2 -1}} {{seq 0 2 6}} => [0 1 2] [3 2 1] 1 2 3 2 1 0 -1 0 2 4 6",
        "{{toDecimal \"777\"}} {{atoi \"12x\"}} {{float64 \"1e3\"}} {{int64 -1.9}} => 511 0 1000 -1",
      })
  void calculates(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{first (list 1 2)}}{{last (list 1 2)}}{{rest (list 1 2)}}{{initial (list 1 2)}} => 12[2][1]",
        "{{append (list 1) 2}}{{prepend (list 1) 0}}{{concat (list 1) (list 2 3)}}{{reverse (list 1 2)}} => [1 2][0 1][1 2 3][2 1]",
        "{{uniq (list 1 1 \"1\" 1.0)}} {{without (list 1 2) 1}} {{has 2 (list 1 2)}} {{compact (list 0 1 \"\" nil \"a\")}} => [1 1 1] [2] true [1 a]",
        "{{slice (list 1 2 3) 1}} {{slice (list 1 2 3) 0 2}} {{chunk 2 (list 1 2 3)}} {{sortAlpha (list \"b\" 3 \"a\")}} => [2 3] [1 2] [[1 2] [3]] [3 a b]",
        "{{rest list | toJson}} {{list | toJson}} {{typeOf (until 1)}} {{typeOf (chunk 1 (list 1))}} => null [] []int [][]interface {}",
        "{{dict \"a\" 1 \"b\"}} {{get (dict \"a\" 1) \"z\"}} {{hasKey (dict \"a\" nil) \"a\"}} {{keys (dict \"b\" 1 \"a\" 2)}} => map[a:1 b:]  true [a b]",
        "{{$d := dict \"a\" 1}}{{$_ := set $d \"b\" 2}}{{$_ := unset $d \"a\"}}{{$d}} => map[b:2]",
        "{{pick (dict \"a\" 1 \"b\" 2) \"a\" \"z\"}} {{omit (dict \"a\" 1 \"b\" 2) \"a\"}} {{pluck \"a\" (dict \"a\" 1) (dict) (dict \"a\" 2)}} => map[a:1] map[b:2] [1 2]",
        "{{dig \"a\" \"b\" \"none\" (dict \"a\" (dict \"b\" 1))}} {{dig \"x\" \"b\" \"none\" (dict)}} => 1 none",
        "{{merge (dict \"a\" 1 \"m\" (dict \"x\" 1)) (dict \"a\" 2 \"b\" 3 \"m\" (dict \"x\" 2 \"y\" 3))}} => map[a:1 b:3 m:map[x:1 y:3]]",
        "{{merge (dict \"a\" false \"b\" 0) (dict \"a\" true \"b\" 5)}} => map[a:true b:5]",
        "{{mergeOverwrite (dict \"a\" 1 \"l\" (list 1)) (dict \"a\" \"\" \"l\" (list) \"n\" nil)}} => map[a: l:[] n:<nil>]",
        "{{default \"d\" \"\"}} {{default \"d\" 0}} {{default \"d\" \"x\"}} {{coalesce nil 0 \"x\"}} {{ternary \"y\" \"n\" true}} => d d x x y",
        "{{empty list}} {{empty \"a\"}} {{all 1 0}} {{any 1 0}} {{typeIs \"string\" \"a\"}} {{kindIs \"map\" dict}} => true false false true true true",
        "{{kindOf nil}} {{typeOf nil}} {{deepEqual (list 1) (list 1)}} {{deepEqual 1 1.0}} => invalid <nil> true false",
        "{{toJson (dict \"a\" (list 1 \"<\" nil 1e21 1e-7))}} {{toRawJson \"<\"}} => {\"a\":[1,\"\\u003c\",null,1e+21,1e-7]} \"<\"",
        "{{(fromJson \"{\\\"a\\\":[1,2.5]}\").a}} {{fromJson \"{\"}} {{typeOf (fromJson \"1\")}} => [1 2.5] <no value> float64",
        "{{semverCompare \"^1.2\" \"v1.9.0\"}} {{semverCompare \">=1\" \"1.2.3-rc1\"}} {{(semver \"v1.2.3-a+b\").Minor}} {{semver \"v1.2\"}} => true false 2 1.2.0",
        "{{(semver \"1.2.3\").Compare (semver \"1.3.0\")}} {{(semver \"1.2.3\").IncMinor}} {{(semver \"1.2.3\").LessThan (semver \"2.0.0\")}} => -1 1.3.0 true",
      })
  void handlesCollections(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{div 1 0}} => runtime error: integer divide by zero",
        "{{divf 1 0}} => decimal division by 0",
        "{{first nil}} => runtime error: invalid memory address or nil pointer dereference",
        "{{append \"a\" 1}} => Cannot push on type string",
        "{{slice (list 1 2) 1 5}} => reflect.Value.Slice: slice index out of bounds",
        "{{set nil \"a\" 1}} => assignment to entry in nil map",
        "{{dig \"a\" \"b\" \"d\" (dict \"a\" \"x\")}} => interface conversion: interface {} is string, not map[string]interface {}",
        "{{dig \"a\" (dict)}} => dig needs at least three arguments",
        "{{deepCopy nil}} => reflect: call of reflect.Value.Type on zero Value",
        "{{semver \"x.y\"}} => invalid semantic version",
        "{{randInt 5 5}} => invalid argument to Intn",
        "{{chunk 0 (list 1)}} => runtime error: makeslice: len out of range",
      })
  void failsWhereGoFails(String template, String problem) {
    assertThat(message(template, null)).endsWith(": " + problem);
  }

  @Test
  void sharesWhatItMergesAndCopiesWhatItCopies() {
    Map<String, Object> inner = new HashMap<>(Map.of("n", 1.0));
    Map<String, Object> data = new HashMap<>(Map.of("src", new HashMap<>(Map.of("in", inner))));
    render("{{$m := merge (dict) .src}}{{$_ := set $m.in \"n\" 2.0}}", data);
    assertThat(inner).containsEntry("n", 2.0);
    render("{{$m := deepCopy .src}}{{$_ := set $m.in \"n\" 3.0}}", data);
    assertThat(inner).containsEntry("n", 2.0);
  }

  @Test
  void leavesListsAlone() {
    List<Object> list = new ArrayList<>(List.of("b", "a"));
    render("{{append .l 1}}{{sortAlpha .l}}{{reverse .l}}{{concat .l .l}}", Map.of("l", list));
    assertThat(list).containsExactly("b", "a");
  }

  @Test
  void leavesOutOfTheHermeticFunctionsWhatSprigDoes() {
    var environment =
        SprigEnvironment.isolated(java.time.InstantSource.system(), new java.util.Random());
    assertThat(Sprig.hermetic(environment).names())
        .doesNotContain("now", "env", "randAlpha", "uuidv4", "date")
        .contains("upper", "toDate", "genCA", "randInt", "shuffle");
    assertThat(Sprig.functions(environment).names()).hasSizeGreaterThan(200);
  }
}
