package dev.millrace.kustomize;

import static dev.millrace.kustomize.Manifests.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  @Test
  void row4ABuildThatWaitsDoesNotHoldUpOthers() throws Exception {
    Kustomizer kustomizer = new Kustomizer();
    Folder folder = Folder.kustomization("resources: [r.yaml]\n").file("r.yaml", DEPLOYMENT);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    FileTree slow = new WaitingTree(folder.tree(), reading, release);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first =
          threads.submit(() -> kustomizer.build(slow, "", KustomizeOptions.commandLine()).toYaml());
      assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
      String second = kustomizer.build(folder.tree(), "", KustomizeOptions.commandLine()).toYaml();
      assertThat(first.isDone()).isFalse();
      release.countDown();
      assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(second);
    }
  }

  @Test
  void row23BuildsWithDifferentSchemasDoNotMix() throws Exception {
    Kustomizer kustomizer = new Kustomizer();
    String patch =
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n"
            + "spec:\n  template:\n    spec:\n      containers: [{name: nginx, image: x}]\n";
    Folder plain =
        Folder.kustomization("resources: [r.yaml]\npatches: [{path: p.yaml}]\n")
            .file("r.yaml", DEPLOYMENT)
            .file("p.yaml", patch);
    Folder ownSchema =
        Folder.kustomization(
                "resources: [r.yaml]\npatches: [{path: p.yaml}]\nopenapi: {path: s.json}\n")
            .file("r.yaml", DEPLOYMENT)
            .file("p.yaml", patch)
            .file("s.json", "{\"definitions\": {}}");
    String expectedPlain = build(kustomizer, plain);
    String expectedOwn = build(kustomizer, ownSchema);
    assertThat(expectedPlain).isNotEqualTo(expectedOwn);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        runs.add(
            threads.submit(
                () -> {
                  assertThat(build(kustomizer, plain)).isEqualTo(expectedPlain);
                  assertThat(build(kustomizer, ownSchema)).isEqualTo(expectedOwn);
                }));
      }
      for (Future<?> run : runs) {
        run.get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static String build(Kustomizer kustomizer, Folder folder) {
    return kustomizer.build(folder.tree(), "", KustomizeOptions.commandLine()).toYaml();
  }

  /** Stops at the first read until it is released. */
  private record WaitingTree(FileTree tree, CountDownLatch reading, CountDownLatch release)
      implements FileTree {
    @Override
    public Kind kind(String path) throws IOException {
      return tree.kind(path);
    }

    @Override
    public String realPath(String path) throws IOException {
      return tree.realPath(path);
    }

    @Override
    public byte[] read(String path, long maxBytes) throws IOException {
      reading.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return tree.read(path, maxBytes);
    }

    @Override
    public List<String> list(String directory, int maxEntries) throws IOException {
      return tree.list(directory, maxEntries);
    }
  }
}
