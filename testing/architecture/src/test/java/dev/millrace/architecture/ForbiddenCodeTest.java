package dev.millrace.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What no product code does, whatever the reason (SECURITY-CASES.md rows 1, 3 and 34). */
@AnalyzeClasses(packages = "dev.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class ForbiddenCodeTest {
  @ArchTest
  static final ArchRule row1NoProcessIsStarted =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ProcessBuilder")
          .orShould()
          .callMethod(Runtime.class, "exec", String.class)
          .orShould()
          .callMethod(Runtime.class, "exec", String[].class);

  /** Ids and keys that others must not guess come from SecureRandom or from a digest. */
  @ArchTest
  static final ArchRule row34NotificationsUseNoGuessableNumbers =
      noClasses()
          .that()
          .resideInAPackage("dev.millrace.controller.notification..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.SplittableRandom")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
          .orShould()
          .callMethod(Math.class, "random");

  /** Manifests of the repo tool are XML, and JGit's client of S3 is of another age. */
  @ArchTest
  static final ArchRule row64TheRiskyPartsOfJgitAreNotUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jgit.gitrepo..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.eclipse.jgit.transport.AmazonS3");

  @ArchTest
  static final ArchRule librariesDoNotEndTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.millrace..cli..", "dev.millrace.controller..")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule noStateIsSharedByStatics = fields().that().areStatic().should(beFinal());

  @ArchTest
  static final ArchRule noPackageIsADrawer =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..common..",
              "..helper..",
              "..helpers..",
              "..manager..",
              "..impl..",
              "..misc..");
}
