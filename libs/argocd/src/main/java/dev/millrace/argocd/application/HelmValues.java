package dev.millrace.argocd.application;

import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import dev.millrace.helm.values.PathSetter;
import dev.millrace.helm.values.SetLimits;
import dev.millrace.helm.values.SetSyntax;
import dev.millrace.helm.values.TableMerge;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The inline values of a Helm source, joined as Argo CD does: {@code values}, over them {@code
 * valuesObject}, over them {@code parameters}.
 */
final class HelmValues {
  private HelmValues() {}

  static Map<String, Object> of(Part helm, Remarks remarks) {
    Map<String, Object> values = text(helm, remarks);
    Map<String, Object> table = new LinkedHashMap<>();
    helm.map("valuesObject")
        .forEach(
            (key, value) -> {
              if (value != null) {
                table.put(key, value);
              }
            });
    Map<String, Object> joined = TableMerge.overlay(values, table);
    for (Part parameter : helm.parts("parameters")) {
      set(joined, parameter, remarks);
    }
    return joined;
  }

  private static Map<String, Object> text(Part helm, Remarks remarks) {
    try {
      return ValuesReader.read(helm.text("values"));
    } catch (ValuesException e) {
      remarks.lost(helm.path() + ".values", "it can't be read: " + e.getMessage());
      return new LinkedHashMap<>();
    }
  }

  private static void set(Map<String, Object> values, Part parameter, Remarks remarks) {
    SetSyntax syntax = parameter.flag("forceString") ? SetSyntax.STRING : SetSyntax.TYPED;
    String line = parameter.text("name") + "=" + parameter.text("value");
    try {
      PathSetter.set(values, line, syntax, SetLimits.defaults());
    } catch (ValuesException e) {
      remarks.lost(parameter.path(), "it can't be read: " + e.getMessage());
    }
  }
}
