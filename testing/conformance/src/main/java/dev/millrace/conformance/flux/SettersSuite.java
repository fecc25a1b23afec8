package dev.millrace.conformance.flux;

import dev.millrace.apply.object.Tree;
import dev.millrace.controller.imageautomation.setter.FileChange;
import dev.millrace.controller.imageautomation.setter.LatestImage;
import dev.millrace.controller.imageautomation.setter.SetterUpdate;
import dev.millrace.controller.imageautomation.setter.Setters;
import dev.millrace.yaml.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The suite {@code setters}. The original re-formats every file that it changes; Millrace changes
 * only the marked values. So a case passes when {@link UpdatedFile} finds no fault in any file, and
 * the changes are those of the original.
 */
final class SettersSuite {
  private static final String BASE64 = "base64:";

  /** What was expected, if nothing is wrong; else a text that says what is. */
  @Nullable Object answer(Map<String, @Nullable Object> testCase) {
    var update = new SetterUpdate(Setters.of(images(testCase)), YamlLimits.DEFAULT);
    var expected = Tree.map(testCase, "expected");
    var faults = new ArrayList<String>();
    new TreeMap<>(Tree.map(testCase, "files"))
        .forEach(
            (path, text) -> {
              byte[] before = bytes((String) text);
              byte[] after = update.update(path, before).orElse(before);
              byte[] original = bytes(Tree.string(expected, "files", path));
              faults.addAll(new UpdatedFile(path, before, original, after).faults());
            });
    if (!changes(update.changes()).equals(new HashSet<>(Tree.list(expected, "changes")))) {
      faults.add("changes are " + changes(update.changes()));
    }
    return faults.isEmpty() ? expected : faults.toString();
  }

  private static List<LatestImage> images(Map<String, @Nullable Object> testCase) {
    var images = new ArrayList<LatestImage>();
    for (Object item : Tree.list(testCase, "policies")) {
      var policy = Tree.map(item);
      if (policy.containsKey("image")) {
        images.add(
            new LatestImage(
                Tree.string(policy, "namespace"),
                Tree.string(policy, "name"),
                Tree.string(policy, "image"),
                Tree.string(policy, "tag"),
                Tree.string(policy, "digest")));
      }
    }
    return images;
  }

  private static byte[] bytes(String text) {
    return text.startsWith(BASE64)
        ? Base64.getDecoder().decode(text.substring(BASE64.length()))
        : text.getBytes(StandardCharsets.UTF_8);
  }

  private static HashSet<Object> changes(List<FileChange> changes) {
    var all = new HashSet<Object>();
    for (FileChange change : changes) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("file", change.file());
      entry.put("object", object(change.object()));
      entry.put("changes", change.changes().stream().map(SettersSuite::change).toList());
      all.add(entry);
    }
    return all;
  }

  private static Map<String, Object> object(FileChange.ObjectIdentity object) {
    return Map.of(
        "apiVersion", object.apiVersion(),
        "kind", object.kind(),
        "namespace", object.namespace(),
        "name", object.name());
  }

  private static Map<String, Object> change(FileChange.Change change) {
    return Map.of(
        "oldValue", change.oldValue(), "newValue", change.newValue(), "setter", change.setter());
  }
}
