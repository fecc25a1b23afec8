package dev.millrace.architecture.imageheap;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;

/** A native image would remember what its builder answers here, wherever it runs. */
@AnalyzeClasses(packages = "dev.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
class BuilderWorldTest {
  private static final List<String> ASKING =
      List.of(
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Runtime.availableProcessors",
          "java.lang.Runtime.maxMemory",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZoneId.systemDefault",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID",
          "java.net.InetAddress.getLocalHost",
          "java.nio.file.Files.exists",
          "java.nio.file.Files.createTempDirectory",
          "java.nio.file.Files.createTempFile");

  @ArchTest
  static final ArchRule staticInitialisersDoNotAskTheMachine =
      ArchRuleDefinition.classes().should(askNothingOfTheMachine());

  private static ArchCondition<JavaClass> askNothingOfTheMachine() {
    return new ArchCondition<>("ask nothing of the machine when they are initialised") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getStaticInitializer().stream()
            .flatMap(initialiser -> initialiser.getMethodCallsFromSelf().stream())
            .filter(call -> ASKING.contains(name(call)))
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
      }
    };
  }

  private static String name(JavaMethodCall call) {
    return call.getTargetOwner().getName() + "." + call.getName();
  }
}
