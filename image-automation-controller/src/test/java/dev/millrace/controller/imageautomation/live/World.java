package dev.millrace.controller.imageautomation.live;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.controller.imageautomation.config.LiveWiring;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.harness.live.LiveControllers;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.OciRegistry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The controller at work: one for all tests of this module, each test in a namespace of its own.
 */
public final class World implements AutoCloseable {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(ImageUpdateAutomation.class, ImagePolicy.class, ImageRepository.class);

  private final LiveCluster cluster = LiveCluster.start();
  private final GitServer git = GitServer.start();
  private final OciRegistry registry = OciRegistry.start();
  private final Path tags = temporaryFolder();
  private final LiveControllers controllers;
  private final Queue<String> namespaces = new ConcurrentLinkedQueue<>();

  World(String... flags) {
    controllers = new LiveControllers(cluster.client(), "image-automation-controller");
    LiveWiring.add(controllers, cluster.client(), tags, flags);
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

  /** A namespace of a test; its objects are gone after the test. */
  String newNamespace() {
    String namespace = cluster.newNamespace();
    namespaces.add(namespace);
    return namespace;
  }

  /** Ends all work in the namespaces of a test, such as retries of what can't succeed. */
  void retireShops() {
    for (String namespace; (namespace = namespaces.poll()) != null; ) {
      for (Class<? extends HasMetadata> kind : KINDS) {
        cluster.client().resources(kind).inNamespace(namespace).delete();
      }
    }
  }

  private void deleteTags() {
    loseTags();
    try {
      Files.deleteIfExists(tags);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes all stored tags, as a new volume would. */
  void loseTags() {
    try (Stream<Path> files = Files.list(tags)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
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
    deleteTags();
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("image-automation-tags");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
