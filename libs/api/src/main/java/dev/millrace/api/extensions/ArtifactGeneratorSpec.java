package dev.millrace.api.extensions;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.CommonMetadata;
import dev.millrace.api.meta.Copies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files of which sources make up which artifacts.
 *
 * @param pathPattern {@code @alias/apps/{app}} makes one set of artifacts for each folder that
 *     matches
 */
@ApiType
public record ArtifactGeneratorSpec(
    List<GeneratorSource> sources,
    List<GeneratedArtifact> artifacts,
    @Nullable String pathPattern,
    CommonMetadata commonMetadata) {

  /** What an object without a spec is read as. */
  public static final ArtifactGeneratorSpec EMPTY =
      new ArtifactGeneratorSpec(List.of(), List.of(), null, CommonMetadata.NONE);

  public ArtifactGeneratorSpec {
    sources = Copies.ofList(sources);
    artifacts = Copies.ofList(artifacts);
    commonMetadata = requireNonNullElse(commonMetadata, CommonMetadata.NONE);
  }
}
