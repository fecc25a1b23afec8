package dev.millrace.artifact.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.MemoryFileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedTreesTest {
  private static final int FILE_BYTES = 1000;
  private static final int ONE_TREE = 1500;
  private static final String URL = "http://source-controller/a.tar.gz";
  private static final Digest DIGEST = digest("a");

  private final List<String> downloads = new CopyOnWriteArrayList<>();

  @Test
  void downloadsOnceForAllWhoWantItAtTheSameTime() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    SharedTrees trees = trees(answer::await);
    List<FutureTask<FileTree>> users = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      users.add(start(() -> trees.get(URL, DIGEST)));
    }

    answer.countDown();

    FileTree first = users.getFirst().get();
    for (FutureTask<FileTree> user : users) {
      assertThat(user.get()).isSameAs(first);
    }
    assertThat(downloads).containsExactly(URL);
  }

  @Test
  void givesWhoComesLaterWhatIsStillInMemory() throws Exception {
    SharedTrees trees = trees(() -> {});

    assertThat(trees.get(URL, DIGEST)).isSameAs(trees.get(URL, DIGEST));
    assertThat(downloads).hasSize(1);
  }

  @Test
  void showsNobodyTheFilesOfAnotherAddressForKnowingTheirDigest() throws Exception {
    SharedTrees trees = trees(() -> {});
    trees.get(URL, DIGEST);

    trees.get("http://source-controller/b.tar.gz", DIGEST);

    assertThat(downloads).containsExactly(URL, "http://source-controller/b.tar.gz");
  }

  @Test
  void failsForAllWhoWaitAndTriesAgainForWhoComesLater() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    SharedTrees trees =
        trees(
            () -> {
              answer.await();
              if (downloads.size() == 1) {
                throw new ArtifactNotFound(URL);
              }
            });
    FutureTask<FileTree> first = start(() -> trees.get(URL, DIGEST));
    awaitDownloads(1);
    FutureTask<FileTree> second = new FutureTask<>(() -> trees.get(URL, DIGEST));
    awaitParked(Thread.ofPlatform().start(second));

    answer.countDown();

    assertThatThrownBy(first::get).hasCauseInstanceOf(ArtifactNotFound.class);
    assertThatThrownBy(second::get).hasCauseInstanceOf(ArtifactNotFound.class);
    assertThat(trees.get(URL, DIGEST)).isNotNull();
    assertThat(downloads).hasSize(2);
  }

  @Test
  void letsAnotherTakeOverWhenTheOneThatDownloadsIsInterrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    SharedTrees trees =
        trees(
            () -> {
              if (downloads.size() == 1) {
                never.await();
              }
            });
    FutureTask<FileTree> first = new FutureTask<>(() -> trees.get(URL, DIGEST));
    Thread thread = Thread.ofPlatform().start(first);
    awaitDownloads(1);
    FutureTask<FileTree> second = start(() -> trees.get(URL, DIGEST));

    thread.interrupt();

    assertThatThrownBy(first::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(second.get()).isNotNull();
    assertThat(downloads).hasSize(2);
  }

  @Test
  void endsTheWaitOfWhoIsInterrupted() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    SharedTrees trees = trees(answer::await);
    FutureTask<FileTree> first = start(() -> trees.get(URL, DIGEST));
    awaitDownloads(1);
    FutureTask<FileTree> second = new FutureTask<>(() -> trees.get(URL, DIGEST));
    Thread thread = Thread.ofPlatform().start(second);

    thread.interrupt();

    assertThatThrownBy(second::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    answer.countDown();
    assertThat(first.get()).isNotNull();
  }

  @Test
  void keepsTheLastOnesWithinTheBoundWhenNobodyUsesThem() throws Exception {
    SharedTrees trees = new SharedTrees(this::tree, 2L * ONE_TREE);

    for (int i = 0; i < 10; i++) {
      trees.get(URL, digest("revision " + i));
    }

    assertThat(trees.unusedBytes()).isBetween(2L * FILE_BYTES, 2L * ONE_TREE);
  }

  @Test
  void keepsNothingThatIsLargerThanTheBound() throws Exception {
    SharedTrees trees = new SharedTrees(this::tree, FILE_BYTES);

    FileTree used = trees.get(URL, DIGEST);

    assertThat(trees.unusedBytes()).isZero();
    assertThat(trees.get(URL, DIGEST)).isSameAs(used);
  }

  /** What happens during a download. */
  @FunctionalInterface
  private interface Event {
    void happen() throws IOException, InterruptedException;
  }

  private SharedTrees trees(Event event) {
    return new SharedTrees(
        (url, digest) -> {
          MemoryFileTree tree = tree(url, digest);
          event.happen();
          return tree;
        },
        ONE_TREE);
  }

  private MemoryFileTree tree(String url, Digest digest) throws IOException {
    downloads.add(url);
    return FileTree.inMemory(Map.of("a.yaml", new byte[FILE_BYTES]));
  }

  private static Digest digest(String content) {
    return Digest.of(DigestAlgorithm.SHA256, content.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  private void awaitDownloads(int count) throws InterruptedException {
    while (downloads.size() < count) {
      Thread.sleep(1);
    }
  }

  private static void awaitParked(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
  }
}
