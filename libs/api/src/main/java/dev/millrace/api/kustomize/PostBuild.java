package dev.millrace.api.kustomize;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.OmitWhenEmpty;
import java.util.List;
import java.util.Map;

/**
 * Variables to put into the built manifests (FLUX.md 3.4).
 *
 * @param substitute wins over {@code substituteFrom}
 * @param substituteFrom later ones win
 * @param substituteStrategy {@code WithVariables}, or {@code Always} to run without variables too
 */
@ApiType
public record PostBuild(
    @OmitWhenEmpty Map<String, String> substitute,
    @OmitWhenEmpty List<SubstituteReference> substituteFrom,
    String substituteStrategy) {

  public PostBuild {
    substitute = Copies.ofMap(substitute);
    substituteFrom = Copies.ofList(substituteFrom);
    substituteStrategy = requireNonNullElse(substituteStrategy, "WithVariables");
  }
}
