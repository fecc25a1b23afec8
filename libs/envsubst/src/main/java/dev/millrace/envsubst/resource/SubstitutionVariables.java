package dev.millrace.envsubst.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The variables of one Kustomization, later ones winning over earlier ones: first the ConfigMaps
 * and Secrets of {@code postBuild.substituteFrom} in their order, then {@code
 * postBuild.substitute}. Line breaks are removed from values. Names are checked when the variables
 * are used, as in Flux.
 */
public final class SubstitutionVariables {
  private final SequencedMap<String, String> values = new LinkedHashMap<>();

  /** Adds the entries of one source. */
  public SubstitutionVariables add(Map<String, String> source) {
    source.forEach((name, value) -> values.put(name, value.replace("\n", "")));
    return this;
  }

  /** A copy of all variables. */
  public Map<String, String> values() {
    return Map.copyOf(values);
  }

  /** The number of variables is no secret, their values are. */
  @Override
  public String toString() {
    return "SubstitutionVariables[" + values.size() + "]";
  }
}
