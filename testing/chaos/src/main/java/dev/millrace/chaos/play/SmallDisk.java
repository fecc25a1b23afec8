package dev.millrace.chaos.play;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of 64 KiB in memory, on which nothing can be written, in the place of a folder. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Why nothing can be written. */
  public enum Flaw {
    FULL,
    READ_ONLY
  }

  /** Whether such a disk can be had here, which only root can. */
  public static boolean isPossible() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("millrace-disk");
    try (SmallDisk _ = at(folder, Flaw.READ_ONLY)) {
      return true;
    } catch (IOException _) {
      return false;
    } finally {
      Files.delete(folder);
    }
  }

  /**
   * Mounts a disk over a folder, which is made if there is none.
   *
   * @throws IOException when that is not allowed
   */
  public static SmallDisk at(Path folder, Flaw flaw) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString());
    SmallDisk disk = new SmallDisk(folder);
    switch (flaw) {
      case FULL -> disk.fill();
      case READ_ONLY -> run("mount", "-o", "remount,ro", folder.toString());
    }
    return disk;
  }

  /** Takes the disk away; what was in the folder before is there again. */
  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", "--lazy", folder.toString());
  }

  private void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("filler.lock"))) {
      byte[] block = new byte[4096];
      for (int i = 0; i < 64; i++) {
        out.write(block);
      }
    } catch (IOException _) {
      return;
    }
    throw new IOException("the disk at " + folder + " did not become full");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " was refused");
    }
  }
}
