package dev.millrace.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The status page reads with the rights of its viewer and can't get at others. */
@AnalyzeClasses(
    packages = "dev.millrace.controller.notification",
    importOptions = ImportOption.DoNotIncludeTests.class)
class StatusPageTest {
  private static final String PAGE = "dev.millrace.controller.notification.statuspage..";

  @ArchTest
  static final ArchRule knowsNothingOfTheControllersIdentity =
      noClasses()
          .that()
          .resideInAPackage(PAGE)
          .should()
          .dependOnClassesThat()
          .areAssignableTo("io.fabric8.kubernetes.client.Client")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClientBuilder")
          .orShould()
          .callMethod("io.fabric8.kubernetes.client.Config", "getOauthToken")
          .orShould()
          .callMethod("io.fabric8.kubernetes.client.Config", "getClientKeyData")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.millrace.runtime..",
              "dev.millrace.controller.notification.config..",
              "dev.millrace.controller.notification.provider..",
              "dev.millrace.controller.notification.receiver..",
              "dev.millrace.controller.notification.cloud..");

  @ArchTest
  static final ArchRule whatItSaysIsMadeWithoutInputAndOutput =
      noClasses()
          .that()
          .resideInAPackage("dev.millrace.controller.notification.statuspage.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.millrace.controller.notification.statuspage.viewer..",
              "dev.millrace.controller.notification.statuspage.web..",
              "java.net.http..",
              "java.io..",
              "io.vertx..");
}
