package dev.millrace.controller.helm.helmrelease;

import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.drift.FieldChange;
import java.util.List;
import java.util.stream.Collectors;

/** Says what of a release was changed in the cluster, without values: they may be secret. */
final class DriftText {
  private static final int MAX_OBJECTS = 50;
  private static final int MAX_FIELDS = 10;

  private DriftText() {}

  /** One line for each object. */
  static String of(List<ObjectDrift> drifts) {
    String lines =
        drifts.stream().limit(MAX_OBJECTS).map(DriftText::line).collect(Collectors.joining("\n"));
    int more = drifts.size() - MAX_OBJECTS;
    return more > 0 ? lines + "\nand " + more + " more" : lines;
  }

  private static String line(ObjectDrift drift) {
    return switch (drift) {
      case ObjectDrift.Missing(var object) -> object + " removed";
      case ObjectDrift.Changed(var object, var fields, var _) ->
          object + " changed " + text(fields);
      case ObjectDrift.InSync(var object) -> object + " unchanged";
      case ObjectDrift.Excluded(var object) -> object + " excluded";
    };
  }

  private static String text(List<FieldChange> fields) {
    String shown =
        fields.stream()
            .limit(MAX_FIELDS)
            .map(field -> field.path().toString())
            .collect(Collectors.joining(", "));
    int more = fields.size() - MAX_FIELDS;
    return more > 0 ? shown + " and " + more + " more fields" : shown;
  }
}
