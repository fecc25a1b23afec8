package dev.millrace.kustomize.bounds;

import dev.millrace.yaml.YamlLimits;
import java.time.Duration;

/**
 * The bounds of one build, all in one place. A build that passes one of them fails with an error
 * that names the bound.
 *
 * @param fileBytes size of one file
 * @param totalBytes size of all files together; a file that is read twice counts twice
 * @param files number of reads
 * @param nesting how deep kustomizations may refer to each other
 * @param resources number of resources at any moment
 * @param outputBytes size of the rendered text, in UTF-16 units
 * @param time how long the build may take
 * @param yaml bounds of one YAML text: nesting, values with aliases expanded, documents
 */
public record Limits(
    long fileBytes,
    long totalBytes,
    int files,
    int nesting,
    int resources,
    long outputBytes,
    Duration time,
    YamlLimits yaml) {

  /** Bounds that no sane repository reaches and that no build outgrows a small pod within. */
  public static Limits defaults() {
    return new Limits(
        32L << 20,
        256L << 20,
        100_000,
        100,
        200_000,
        512L << 20,
        Duration.ofMinutes(2),
        YamlLimits.DEFAULT.withMaxDepth(200).withMaxNodes(5_000_000));
  }

  /** The same bounds with another time. */
  public Limits withTime(Duration other) {
    return new Limits(fileBytes, totalBytes, files, nesting, resources, outputBytes, other, yaml);
  }
}
