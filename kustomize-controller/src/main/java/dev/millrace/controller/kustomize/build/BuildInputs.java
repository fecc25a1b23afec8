package dev.millrace.controller.kustomize.build;

import dev.millrace.safety.FileTree;
import dev.millrace.safety.RecordedFileTree;
import dev.millrace.safety.RecordedFileTree.Input;
import java.io.IOException;
import java.util.Map;

/**
 * Everything that a build looked at. A tree in which all of it is the same makes the same result.
 *
 * @param byPath as the engine lists it
 */
public record BuildInputs(Map<String, Input> byPath) {
  private static final long MAX_FILE_BYTES = 64L << 20;
  private static final int MAX_ENTRIES = 100_000;

  /** Copies the map. */
  public BuildInputs {
    byPath = Map.copyOf(byPath);
  }

  /** Whether all of it is the same in another tree. */
  public boolean areIn(FileTree tree) {
    RecordedFileTree again = new RecordedFileTree(tree);
    try {
      for (Input input : byPath.values()) {
        look(again, input);
      }
      return byPath.equals(again.inputs());
    } catch (IOException _) {
      return false; // a build will say what is wrong
    }
  }

  private static void look(FileTree tree, Input input) throws IOException {
    if (input.digest().isEmpty()) {
      tree.kind(input.path());
    } else if (input.kind() == FileTree.Kind.DIRECTORY) {
      tree.list(input.path(), MAX_ENTRIES);
    } else {
      tree.read(input.path(), MAX_FILE_BYTES);
    }
  }
}
