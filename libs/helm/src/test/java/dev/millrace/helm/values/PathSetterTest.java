package dev.millrace.helm.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.yaml.GoJson;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations recorded from Helm v4.2.4. */
class PathSetterTest {
  private static final String BEFORE = "{a: null, l: [1], m: {x: 1}, s: str}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l[0].x=1 | {'a':null,'l':[{'x':1}],'m':{'x':1},'s':'str'}",
        "l[2].x=1 | {'a':null,'l':[1,null,{'x':1}],'m':{'x':1},'s':'str'}",
        "m=,s= | {'a':null,'l':[1],'m':'','s':''}",
        "a={1,2,x},s=null | {'a':[1,2,'x'],'l':[1],'m':{'x':1},'s':null}",
        "a={} | {'a':[''],'l':[1],'m':{'x':1},'s':'str'}",
        "l[1][1]=1 | {'a':null,'l':[1,[null,1]],'m':{'x':1},'s':'str'}",
        "s=1e3 | {'a':null,'l':[1],'m':{'x':1},'s':'1e3'}",
        "s=010 | {'a':null,'l':[1],'m':{'x':1},'s':'010'}",
        "s=-5 | {'a':null,'l':[1],'m':{'x':1},'s':-5}",
        "s=TRUE | {'a':null,'l':[1],'m':{'x':1},'s':true}",
        "s=0 | {'a':null,'l':[1],'m':{'x':1},'s':0}",
        "a\\.b=1,e=x\\,y | {'a':null,'a.b':1,'e':'x,y','l':[1],'m':{'x':1},'s':'str'}",
        "x.y.z= | {'a':null,'l':[1],'m':{'x':1},'s':'str','x':{'y':{'z':''}}}",
        "=1 | {'a':null,'l':[1],'m':{'x':1},'s':'str'}",
        "l[0] | {'a':null,'l':[1],'m':{'x':1},'s':'str'}",
        "l=[1] | {'a':null,'l':'[1]','m':{'x':1},'s':'str'}",
        "a=x=y | {'a':'x=y','l':[1],'m':{'x':1},'s':'str'}",
      })
  void setsTypedValues(String line, String after) throws ValuesException {
    assertThat(apply(line, SetSyntax.TYPED)).isEqualTo(after.replace('\'', '"'));
  }

  @Test
  void setsTextsAndJsonAndLiterals() throws ValuesException {
    assertThat(apply("a=1,b={1,2},c=null", SetSyntax.STRING))
        .contains("\"a\":\"1\"", "\"b\":[\"1\",\"2\"]", "\"c\":\"null\"");
    assertThat(apply("a={\"x\":[1,2.5]} ,b=null,c=,d=\"s,\"", SetSyntax.JSON))
        .contains("\"a\":{\"x\":[1,2.5]}", "\"b\":null", "\"c\":null", "\"d\":\"s,\"");
    assertThat(apply("m.y={z}\\n,1=2", SetSyntax.LITERAL)).contains("\"y\":\"{z}\\\\n,1=2\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m | has no value",
        "m, | cannot end with ,",
        "a={1 | must terminate with '}'",
        "n[9999999999]=1 | error parsing index",
        "n[99999]=1 | greater than maximum supported index of 65536",
        "n[-1]=1 | negative -1 index",
        "a.b=1 | no table",
        "s[0]=1 | no list",
        "l[0][1]=1 | no list",
        "l[0]x=1 | unexpected data at end of array index",
        "n[65536]=1,o[65536]=1,p[65536]=1,q[65536]=1 | list places",
      })
  void refusesWhatHelmRefuses(String line, String message) {
    assertThatThrownBy(() -> apply(line, SetSyntax.TYPED))
        .isInstanceOf(ValuesException.class)
        .hasMessageContaining(message);
  }

  @Test
  void boundsNesting() {
    assertThatThrownBy(() -> apply("a.".repeat(32) + "b=1", SetSyntax.STRING))
        .hasMessageContaining("no table");
    assertThatThrownBy(() -> apply("q.".repeat(32) + "b=1", SetSyntax.STRING))
        .hasMessageContaining("maximum supported nested level of 30");
  }

  @Property(tries = 500)
  void endsForEveryLine(
      @ForAll
          @Chars({'[', ']', '{', '}', '.', ',', '=', '\\', '"'})
          @CharRange(from = '0', to = '9')
          String line) {
    for (SetSyntax syntax : SetSyntax.values()) {
      Map<String, Object> values = new LinkedHashMap<>();
      try {
        PathSetter.set(values, line, syntax, SetLimits.defaults());
      } catch (ValuesException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  private static String apply(String line, SetSyntax syntax) throws ValuesException {
    Map<String, Object> values = ValuesReader.read(BEFORE);
    PathSetter.set(values, line, syntax, SetLimits.defaults());
    return GoJson.write(values);
  }
}
