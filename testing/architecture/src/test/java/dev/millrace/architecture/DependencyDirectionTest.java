package dev.millrace.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Controllers → libs → api, and engines know neither the cluster nor the framework. */
@AnalyzeClasses(packages = "dev.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyDirectionTest {
  private static final String[] ENGINES = {
    "dev.millrace.safety..",
    "dev.millrace.semver..",
    "dev.millrace.yaml..",
    "dev.millrace.cel..",
    "dev.millrace.envsubst..",
    "dev.millrace.kustomize..",
    "dev.millrace.gotemplate..",
    "dev.millrace.helm..",
    "dev.millrace.cloud..",
    "dev.millrace.sops..",
    "dev.millrace.git..",
    "dev.millrace.oci..",
    "dev.millrace.artifact..",
    "dev.millrace.apply..",
    "dev.millrace.argocd..",
  };

  @ArchTest
  static final ArchRule librariesDoNotKnowControllers =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.millrace.controller..", "dev.millrace.conformance..", "dev.millrace.e2e..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.millrace.controller..");

  @ArchTest
  static final ArchRule controllersDoNotKnowEachOther =
      slices().matching("dev.millrace.controller.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule enginesArePlainJava =
      noClasses()
          .that()
          .resideInAnyPackage(ENGINES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "io.fabric8.kubernetes..",
              "io.javaoperatorsdk..",
              "jakarta..",
              "dev.millrace.runtime..",
              "dev.millrace.cluster..",
              "dev.millrace.api..");

  @ArchTest
  static final ArchRule theApiStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.millrace.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.millrace.runtime..", "dev.millrace.apply..", "io.quarkus..");
}
