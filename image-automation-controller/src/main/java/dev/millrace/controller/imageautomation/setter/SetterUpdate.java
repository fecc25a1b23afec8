package dev.millrace.controller.imageautomation.setter;

import dev.millrace.controller.imageautomation.setter.FileChange.Change;
import dev.millrace.controller.imageautomation.setter.FileChange.ObjectIdentity;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlLimits;
import dev.millrace.yaml.YamlReader;
import dev.millrace.yaml.edit.EditableYaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Updates the files of a tree, one after the other, and collects what changed. Nothing but the
 * marked values changes in a file. Files that can't be parsed are left alone and listed.
 */
public final class SetterUpdate {
  private static final byte[] TOKEN = Marker.TOKEN.getBytes(StandardCharsets.UTF_8);

  private final Setters setters;
  private final YamlLimits limits;
  private final SequencedMap<FileAndObject, List<Change>> changes = new LinkedHashMap<>();
  private final List<String> problemFiles = new ArrayList<>();
  private final SequencedMap<String, String> unknownSetters = new LinkedHashMap<>();

  private record FileAndObject(String file, ObjectIdentity object) {}

  /** Starts an update. */
  public SetterUpdate(Setters setters, YamlLimits limits) {
    this.setters = setters;
    this.limits = limits;
  }

  /** Whether a file may hold markers, by its name: YAML files and {@code Kustomization}. */
  public static boolean isCandidate(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.equals("Kustomization");
  }

  /**
   * Updates one file.
   *
   * @return its new content, or nothing when it stays as it is
   */
  public Optional<byte[]> update(String path, byte[] content) {
    if (!isCandidate(path) || !contains(content)) {
      return Optional.empty();
    }
    try {
      EditableYaml file = EditableYaml.parse(YamlReader.decodeText(content), limits);
      return update(path, file);
    } catch (YamlException e) {
      // Templates and other files that only look like YAML are no reason to give up the rest.
      problemFiles.add(path);
      return Optional.empty();
    }
  }

  private Optional<byte[]> update(String path, EditableYaml file) {
    boolean changed = false;
    for (YamlObject object : YamlObject.allOf(file.documents())) {
      MarkedFields fields = new MarkedFields(file, setters);
      List<Change> found = fields.set(object);
      fields.unknown().forEach(setter -> unknownSetters.putIfAbsent(setter, path));
      if (!found.isEmpty()) {
        String reportedPath = object.isListItem() ? "" : path;
        changes
            .computeIfAbsent(
                new FileAndObject(reportedPath, object.identity()), _ -> new ArrayList<>())
            .addAll(found);
        changed |= !object.isListItem();
      }
    }
    return changed ? Optional.of(file.text().getBytes(StandardCharsets.UTF_8)) : Optional.empty();
  }

  private static boolean contains(byte[] content) {
    for (int i = 0; i + TOKEN.length <= content.length; i++) {
      if (content[i] == TOKEN[0] && matches(content, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] content, int at) {
    for (int i = 0; i < TOKEN.length; i++) {
      if (content[at + i] != TOKEN[i]) {
        return false;
      }
    }
    return true;
  }

  /** What changed so far, in the order of files and objects. */
  public List<FileChange> changes() {
    List<FileChange> all = new ArrayList<>();
    for (Map.Entry<FileAndObject, List<Change>> entry : changes.sequencedEntrySet()) {
      FileAndObject where = entry.getKey();
      all.add(new FileChange(where.file(), where.object(), List.copyOf(entry.getValue())));
    }
    return all;
  }

  /** Setters that markers ask for and no policy has, each with the first file that does. */
  public SequencedMap<String, String> unknownSetters() {
    return Collections.unmodifiableSequencedMap(unknownSetters);
  }

  /** Files that name a marker but can't be parsed. */
  public List<String> problemFiles() {
    return List.copyOf(problemFiles);
  }
}
