package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import dev.millrace.yaml.GoJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreeWayMergeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a: 1 | a: 2 | a: 1 | {'a':2}",
        "a: 1 | a: 2 | a: 3 | {'a':2}",
        "a: 1 | {} | a: 3 | {'a':null}",
        "{} | {} | a: 3 | {}",
        "a: 1 | a: 1 | {a: 1, b: 2} | {}",
        "a: {b: 1, c: 2} | a: {b: 1} | a: {b: 1, c: 2, d: 3} | {'a':{'c':null}}",
        "l: [1] | l: [2] | l: [1, 3] | {'l':[2]}",
      })
  void keepsWhatOthersSet(String previous, String wanted, String live, String patch)
      throws ValuesException {
    assertThat(merged("apps/v1", "Deployment", previous, wanted, live))
        .isEqualTo(patch.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "v1 Pod | spec: {containers: [{name: a, x: 1}]} | spec: {containers: [{name: a, x: 2}]} | spec: {containers: [{name: a, x: 1, d: z}, {name: side}]} | {'spec':{'containers':[{'d':'z','name':'a','x':2},{'name':'side'}]}}",
        "v1 Pod | spec: {containers: [{name: a}, {name: b}]} | spec: {containers: [{name: a}]} | spec: {containers: [{name: a}, {name: b}, {name: side}]} | {'spec':{'containers':[{'name':'a'},{'name':'side'}]}}",
        "v1 Pod | spec: {containers: [{name: a}]} | spec: {containers: [{name: a}]} | spec: {containers: [{name: a}, {name: side}]} | {}",
        "v1 Pod | spec: {containers: [{name: a, args: [x]}]} | spec: {containers: [{name: a, args: [q]}]} | spec: {containers: [{name: a, args: [x, z]}]} | {'spec':{'containers':[{'args':['q'],'name':'a'}]}}",
        "v1 Pod | spec: {volumes: [{name: v, emptyDir: {}}]} | spec: {volumes: [{name: v, secret: {}}]} | spec: {volumes: [{name: v, emptyDir: {}, hostPath: {}}]} | {'spec':{'volumes':[{'name':'v','secret':{}}]}}",
        "v1 Service | spec: {ports: [{port: 80, x: 1}]} | spec: {ports: [{port: 80, x: 2}]} | spec: {ports: [{port: 80, x: 1, nodePort: 3}]} | {'spec':{'ports':[{'nodePort':3,'port':80,'x':2}]}}",
        "v1 ConfigMap | metadata: {finalizers: [a]} | metadata: {finalizers: [b]} | metadata: {finalizers: [a, other]} | {'metadata':{'finalizers':['b','other']}}",
        "apps/v1 Deployment | spec: {strategy: {type: RollingUpdate, rollingUpdate: {a: 1}}} | spec: {strategy: {type: Recreate}} | spec: {strategy: {type: RollingUpdate, rollingUpdate: {a: 1, b: 2}}} | {'spec':{'strategy':{'rollingUpdate':null,'type':'Recreate'}}}",
        "networking.k8s.io/v1 Ingress | spec: {rules: [{host: a}]} | spec: {rules: [{host: b}]} | spec: {rules: [{host: a}, {host: c}]} | {'spec':{'rules':[{'host':'b'}]}}",
        "example.com/v1 Pod | spec: {containers: [{name: a}]} | spec: {containers: [{name: b}]} | spec: {containers: [{name: a}, {name: side}]} | {'spec':{'containers':[{'name':'b'}]}}",
      })
  void mergesListsByTheTypeOfTheirOwner(
      String kind, String previous, String wanted, String live, String patch)
      throws ValuesException {
    String[] words = kind.split(" ");
    assertThat(merged(words[0], words[1], previous, wanted, live))
        .isEqualTo(patch.replace('\'', '"'));
  }

  private static String merged(
      String apiVersion, String kind, String previous, String wanted, String live)
      throws ValuesException {
    var object = new ObjectRef(apiVersion, kind, "ns", "x");
    return GoJson.write(
        new ThreeWayMerge(object, MergeTypes.builtIn())
            .patch(
                ValuesReader.read(previous), ValuesReader.read(wanted), ValuesReader.read(live)));
  }
}
