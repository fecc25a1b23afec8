package dev.millrace.controller.helm.live;

import dev.millrace.harness.live.AuditLog;
import dev.millrace.harness.live.LiveCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real API server with its audit log; all tests of the module use one. */
public final class SharedCluster implements AutoCloseable {
  private final Path folder;
  private final AuditLog audit;
  private final LiveCluster cluster;

  private SharedCluster(Path folder) {
    this.folder = folder;
    this.audit = AuditLog.in(folder);
    this.cluster = LiveCluster.start(flags(audit));
  }

  /** The one of this run, which ends after the last test. */
  public static SharedCluster of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(SharedCluster.class, _ -> start(), SharedCluster.class);
  }

  static SharedCluster start() {
    try {
      return new SharedCluster(Files.createTempDirectory("millrace-helm-cluster"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jobs that say nothing else are done soon. */
  private static String[] flags(AuditLog audit) {
    return Stream.concat(Stream.of(audit.flags()), Stream.of("--job-duration", "200ms"))
        .toArray(String[]::new);
  }

  /** The server. */
  public LiveCluster cluster() {
    return cluster;
  }

  /** The requests that it answers. */
  AuditLog audit() {
    return audit;
  }

  @Override
  public void close() {
    cluster.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
