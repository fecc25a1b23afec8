package dev.millrace.conformance;

import dev.millrace.conformance.flux.FluxSuites;
import dev.millrace.conformance.helm.HelmConformance;
import dev.millrace.conformance.kustomize.KustomizeConformance;
import dev.millrace.conformance.semver.SemverSuite;
import dev.millrace.conformance.sops.SopsSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code make conformance}: every suite, one score after the other. What failed is listed in files
 * below {@code target}.
 */
public final class Scores {
  private Scores() {}

  /** Runs all suites whose cases are there. */
  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(Path.of("target"));
    SemverSuite.main(new String[0]);
    FluxSuites.main(new String[0]);
    HelmConformance.main(new String[0]);
    KustomizeConformance.main(new String[0]);
    SopsSuite.main(new String[0]);
  }
}
