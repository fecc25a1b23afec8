package dev.millrace.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.RetryPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What docs/reference/conditions.md says, from the enums of reasons. */
final class ReasonsReference {
  private ReasonsReference() {}

  static String page() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.millrace.runtime.outcome", "dev.millrace.controller");
    List<JavaClass> enums =
        classes.stream()
            .filter(each -> each.isEnum() && each.isAssignableTo(Reason.class))
            .filter(
                each -> each.getSuperclass().orElseThrow().toErasure().isEquivalentTo(Enum.class))
            .sorted(Comparator.comparing(JavaClass::getName))
            .toList();
    return """
        # Conditions and reasons

        Generated from the code. Every object has the condition `Ready`. While something is done, `Reconciling` is there, too;
        when nothing will be tried again until the object is changed, `Stalled`. Some reasons show in a condition of their own
        beside `Ready`.

        What comes after a failure: *again* means with growing delays, or after the object's own retry interval; *waits* means
        after `--requeue-dependency`; *stalls* means not before the object is changed. *Or* means that it depends on what is wrong:
        with `ArtifactFailed`, what can't be read is tried *again*, and an artifact that is not served yet is *waited* for.
        """
        + enums.stream().map(ReasonsReference::chapter).collect(Collectors.joining());
  }

  private static String chapter(JavaClass type) {
    return "\n## %s\n\n| reason | also in condition | after a failure |\n|---|---|---|\n%s"
        .formatted(title(type), String.join("", new TreeSet<>(rows(type).toList())));
  }

  private static String title(JavaClass type) {
    String name = type.getSimpleName().replaceAll("Reason$", "");
    return switch (name) {
      case "General" -> "All kinds";
      case "Source" -> "Sources and HelmChart";
      case "Registry" -> "ImageRepository: asking registries";
      case "Automation" -> "ImageUpdateAutomation";
      case "Generator" -> "ArtifactGenerator";
      default -> name;
    };
  }

  private static Stream<String> rows(JavaClass type) {
    return Stream.of(type.reflect().getEnumConstants())
        .map(Reason.class::cast)
        .collect(Collectors.groupingBy(each -> each.text() + " " + each.conditionType()))
        .values()
        .stream()
        .map(ReasonsReference::row);
  }

  /** One reason, however many constants share it because it does not always come of the same. */
  private static String row(List<Reason> same) {
    Reason reason = same.getFirst();
    boolean own = !reason.conditionType().equals(Reason.READY);
    return "| `%s` | %s | %s |\n"
        .formatted(
            reason.text(),
            own ? "`" + reason.conditionType() + "`" : "",
            same.stream()
                .map(ReasonsReference::afterwards)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or ")));
  }

  private static String afterwards(Reason reason) {
    return switch (reason.retry()) {
      case RetryPolicy.Backoff _ -> "again";
      case RetryPolicy.DependencyWait _ -> "waits";
      case RetryPolicy.FixedWait(var delay) ->
          delay.isZero() ? "at once" : "after " + delay.toSeconds() + " s";
      case RetryPolicy.Stall _ -> "stalls";
    };
  }
}
