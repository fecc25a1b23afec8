package dev.millrace.kustomize;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.kustomize.KustomizeOptions.Reorder;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.UnsafePath;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A folder in memory, and what building it gives. */
public final class Folder {
  private static final Kustomizer KUSTOMIZER = new Kustomizer();

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private KustomizeOptions options = KustomizeOptions.commandLine().withReorder(Reorder.NONE);

  /** A folder with this kustomization at its root. */
  public static Folder kustomization(String text) {
    return new Folder().file("kustomization.yaml", text);
  }

  /** A folder without files. */
  public static Folder empty() {
    return new Folder();
  }

  /** Adds a file. */
  public Folder file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file. */
  public Folder file(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  /** Builds with these options from now on. */
  public Folder options(KustomizeOptions changed) {
    options = changed;
    return this;
  }

  /** The files. */
  public FileTree tree() {
    try {
      return FileTree.inMemory(files);
    } catch (UnsafePath e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The objects that the root makes, as kustomize prints them. */
  public String build() {
    return build("");
  }

  /** The objects that a folder makes, as kustomize prints them. */
  public String build(String path) {
    return result(path).toYaml();
  }

  /** What building a folder makes. */
  public KustomizeResult result(String path) {
    return KUSTOMIZER.build(tree(), path, options);
  }

  /** Why the root can't be built. */
  public KustomizeException failure() {
    return failure("");
  }

  /** Why a folder can't be built. */
  public KustomizeException failure(String path) {
    KustomizeException failure =
        catchThrowableOfType(KustomizeException.class, () -> result(path).toYaml());
    if (failure == null) {
      throw new AssertionError("the build did not fail");
    }
    return failure;
  }
}
