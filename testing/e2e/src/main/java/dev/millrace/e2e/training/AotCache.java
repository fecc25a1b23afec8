package dev.millrace.e2e.training;

import dev.millrace.safety.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What Java keeps of a run of a program for the start of the next one (JEP 483, 514, 515). It fits
 * only the Java, the flags and the files that it was trained with, and files have to be as old as
 * they were then: those in images are all of the first second of 1970.
 *
 * @param jar the program; the files beside it and below are its own
 * @param java the home of the Java that runs it
 * @param flags of Java
 * @param file where the cache goes; two more files of that name lie beside it
 */
record AotCache(Path jar, Path java, List<String> flags, Path file) {
  private static final FileTime TIME_IN_IMAGES = FileTime.from(Instant.ofEpochSecond(1));

  /** A machine with much memory would lay out objects in another way than a small pod. */
  private static final String MEMORY_OF_A_POD = "-XX:MaxRAM=1g";

  AotCache {
    flags = List.copyOf(flags);
  }

  /** Whether there is a cache of just these files. */
  boolean fits() throws IOException {
    return Files.exists(file)
        && Files.exists(stamp())
        && Files.readString(stamp()).equals(inputs());
  }

  /** Makes the files as old as they are in an image. */
  void age() throws IOException {
    for (Path folder : folders()) {
      for (Path each : files(folder)) {
        Files.setLastModifiedTime(each, TIME_IN_IMAGES);
      }
    }
  }

  /** The program, recorded; what it uses is written when it ends in an orderly way. */
  List<String> recorded() {
    return command("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording());
  }

  /** Makes the cache of what was recorded. */
  void create() throws IOException, InterruptedException {
    Path log = sibling(".log");
    int code =
        new ProcessBuilder(
                command(
                    "-XX:AOTMode=create",
                    "-XX:AOTConfiguration=" + recording(),
                    "-XX:AOTCache=" + file))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (code != 0 || !Files.exists(file)) {
      throw new IllegalStateException(
          "Java made no cache of " + recording() + "; " + log + " says why");
    }
    Files.writeString(stamp(), inputs());
    Files.delete(recording());
    Files.delete(log);
  }

  private List<String> command(String... mode) {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin/java").toString());
    command.addAll(flags);
    command.add(MEMORY_OF_A_POD);
    command.addAll(List.of(mode));
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  private String inputs() throws IOException {
    MessageDigest digest = Sha256.begin();
    digest.update(flags.toString().getBytes(StandardCharsets.UTF_8));
    for (Path folder : folders()) {
      for (Path each : files(folder)) {
        digest.update(folder.relativize(each).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Sha256.of(Files.readAllBytes(each)));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private List<Path> folders() {
    return List.of(Objects.requireNonNull(jar.toAbsolutePath().getParent()), java);
  }

  /** Links are left alone: they may lead out of the folder. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private Path recording() {
    return sibling(".conf");
  }

  private Path stamp() {
    return sibling(".inputs");
  }

  private Path sibling(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
