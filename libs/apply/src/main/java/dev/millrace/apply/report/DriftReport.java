package dev.millrace.apply.report;

import dev.millrace.apply.ObjectDrift;
import dev.millrace.apply.drift.FieldChange;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.Drift;
import dev.millrace.yaml.GoJson;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words in which controllers tell of drift. {@link DriftReader} understands them, so that a
 * message can be shown as a table.
 *
 * <p>Values are told as they are given: who gives them has masked them.
 */
public final class DriftReport {
  static final String REVERTED = " drifted and is reverted: ";
  static final String RESTORED = " was deleted and is applied again";
  static final String RELEASE = "Cluster state of release ";
  static final String STANDING = " has drifted from the desired state:";
  static final String CORRECTED = " has been corrected:";
  static final String CHANGED = " changed ";
  static final String REMOVED = " removed";
  static final String BETWEEN_CHANGES = "; ";
  static final String BETWEEN_FIELDS = ", ";
  static final String VALUES_START = " (";
  static final String WANTED = "wanted ";
  static final String FOUND = "found ";
  static final String VALUES_END = ")";

  private static final int MAX_VALUE_LENGTH = 120;
  private static final int MAX_OBJECTS = 50;
  private static final int MAX_FIELDS = 10;

  /** Of all objects of a release together: a page shows no more, and a chat should not. */
  private static final int MAX_VALUES_LENGTH = 2_000;

  /** Whether what fields should be and what they are may be told. */
  public enum Values {
    TOLD,
    /** They may hold what only a Secret should. */
    WITHHELD
  }

  private DriftReport() {}

  /** Drift that is reverted at once, with the values before and after and who changed them. */
  public static String of(Drift drift) {
    ObjectRef object = drift.ref();
    return drift.deleted()
        ? object + RESTORED
        : drift.fields().stream()
            .map(DriftReport::change)
            .collect(Collectors.joining(BETWEEN_CHANGES, object + REVERTED, ""));
  }

  /**
   * Drift of a release that is left as it is.
   *
   * @param release namespace, name and version
   */
  public static String standing(String release, List<ObjectDrift> drifts, Values values) {
    return RELEASE + release + STANDING + "\n" + new ReleaseLines(values).of(drifts);
  }

  /**
   * Drift of a release that was put right.
   *
   * @param release namespace, name and version
   */
  public static String corrected(String release, List<ObjectDrift> drifts, Values values) {
    return RELEASE + release + CORRECTED + "\n" + new ReleaseLines(values).of(drifts);
  }

  private static String change(FieldChange change) {
    String what =
        switch (change.kind()) {
          case ADDED -> "was added with value " + value(change.after());
          case CHANGED -> "changed from " + value(change.before()) + " to " + value(change.after());
          case REMOVED -> "was removed, it was " + value(change.before());
        };
    return change.path() + " " + what + author(change.manager());
  }

  /** Names of field managers are free text; they must not read like a part of the sentence. */
  private static String author(String manager) {
    return manager.isEmpty() ? "" : " by " + manager.replaceAll("[^\\w.:/@+-]", "_");
  }

  private static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Boolean flag -> flag.toString();
      case Number number -> number.toString();
      case String text -> quoted(text);
      default -> quoted(GoJson.write(value));
    };
  }

  private static String quoted(String text) {
    String cut =
        text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH - 1) + "…";
    return "'"
        + cut.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
        + "'";
  }

  /** A line for each object, with values as long as there is room for them. */
  private static final class ReleaseLines {
    private int room;

    ReleaseLines(Values values) {
      this.room = values == Values.TOLD ? MAX_VALUES_LENGTH : 0;
    }

    String of(List<ObjectDrift> drifts) {
      String lines =
          drifts.stream().limit(MAX_OBJECTS).map(this::line).collect(Collectors.joining("\n"));
      int more = drifts.size() - MAX_OBJECTS;
      return more > 0 ? lines + "\nand " + more + " more" : lines;
    }

    private String line(ObjectDrift drift) {
      return switch (drift) {
        case ObjectDrift.Missing(var object) -> object + REMOVED;
        case ObjectDrift.Changed(var object, var fields, var _) -> object + CHANGED + all(fields);
        case ObjectDrift.InSync(var object) -> object + " unchanged";
        case ObjectDrift.Excluded(var object) -> object + " excluded";
      };
    }

    private String all(List<FieldChange> fields) {
      String shown =
          fields.stream()
              .limit(MAX_FIELDS)
              .map(field -> field.path() + valuesOf(field))
              .collect(Collectors.joining(BETWEEN_FIELDS));
      int more = fields.size() - MAX_FIELDS;
      return more > 0 ? shown + " and " + more + " more fields" : shown;
    }

    private String valuesOf(FieldChange field) {
      String told =
          switch (field.kind()) {
            case ADDED -> WANTED + value(field.after());
            case CHANGED ->
                WANTED + value(field.after()) + BETWEEN_FIELDS + FOUND + value(field.before());
            case REMOVED -> FOUND + value(field.before());
          };
      String values = VALUES_START + told + VALUES_END;
      if (values.length() > room) {
        return "";
      }
      room -= values.length();
      return values;
    }
  }
}
