package dev.millrace.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes layers of files. Owner, times and order do not depend on where and when they are made, so
 * equal files make equal layers; only what may be executed is taken over.
 */
final class Layers {
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions DATA = FilePermissions.fromOctalString("644");

  private Layers() {}

  /** The files of a folder that are wanted, with those below it. */
  static FileEntriesLayer ofFolder(
      String name, Path folder, String destination, Predicate<Path> wanted) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (Path file : files(folder)) {
      if (wanted.test(folder.relativize(file))) {
        add(layer, file, destination + "/" + folder.relativize(file));
      }
    }
    return layer.build();
  }

  /** One file. */
  static FileEntriesLayer ofFile(String name, Path file, String destination) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    add(layer, file, destination);
    return layer.build();
  }

  /** Adds a file to a layer. */
  static void add(FileEntriesLayer.Builder layer, Path file, String destination) {
    layer.addEntry(
        file, AbsoluteUnixPath.get(destination), Files.isExecutable(file) ? PROGRAM : DATA);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
