package dev.millrace.controller.imageautomation.message;

import dev.millrace.controller.imageautomation.setter.FileChange;
import dev.millrace.controller.imageautomation.setter.FileChange.Change;
import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.HostObject;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoMap;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.StructValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** {@code .Changed}: what an update changed, by file, by object, and all in one list. */
record UpdateResult(List<FileChange> files) implements HostObject, StructValue {
  private static final GoType TYPE = GoType.struct("update.Result");

  @Override
  public GoType goType() {
    return TYPE;
  }

  @Override
  public SequencedMap<String, @Nullable Object> fields() {
    SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("FileChanges", fileChanges());
    return fields;
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return switch (name) {
      case "Changes" -> new GoFunction(name, Signature.of(), _ -> changes());
      case "Objects" -> new GoFunction(name, Signature.of(), _ -> ObjectChanges.of(files));
      default -> null;
    };
  }

  private GoMap fileChanges() {
    Map<String, List<FileChange>> byFile = new LinkedHashMap<>();
    files.forEach(each -> byFile.computeIfAbsent(each.file(), _ -> new ArrayList<>()).add(each));
    Map<String, ObjectChanges> changes = new LinkedHashMap<>();
    byFile.forEach((file, found) -> changes.put(file, ObjectChanges.of(found)));
    return new GoMap(GoType.mapOf(GoType.STRING, ObjectChanges.TYPE), changes);
  }

  private Object changes() {
    List<Change> all = files.stream().flatMap(file -> file.changes().stream()).distinct().toList();
    return ObjectChanges.slice(all);
  }
}
