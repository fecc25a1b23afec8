package dev.millrace.controller.imageautomation.live;

import dev.millrace.controller.imageautomation.config.LiveWiring;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.harness.live.LiveControllers;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.OciRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The controller at work: one for all tests of this module, each test in a namespace of its own.
 */
public final class World implements AutoCloseable {
  private final LiveCluster cluster = LiveCluster.start();
  private final GitServer git = GitServer.start();
  private final OciRegistry registry = OciRegistry.start();
  private final Path tags = temporaryFolder();
  private final LiveControllers controllers;

  World() {
    controllers = new LiveControllers(cluster.client(), "image-automation-controller");
    LiveWiring.add(controllers, cluster.client(), tags);
    controllers.start();
  }

  LiveCluster cluster() {
    return cluster;
  }

  GitServer git() {
    return git;
  }

  OciRegistry registry() {
    return registry;
  }

  LiveControllers controllers() {
    return controllers;
  }

  /** Removes all stored tags, as a new volume would. */
  void loseTags() {
    try (Stream<Path> files = Files.list(tags)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    controllers.close();
    registry.close();
    git.close();
    cluster.close();
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("image-automation-tags");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
