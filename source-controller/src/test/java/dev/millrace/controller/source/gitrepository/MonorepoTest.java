package dev.millrace.controller.source.gitrepository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.git.GitAccess;
import dev.millrace.access.token.TokenCache;
import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositorySpec;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.controller.source.FakeSecrets;
import dev.millrace.controller.source.StoragePlace;
import dev.millrace.controller.source.status.SourceReason;
import dev.millrace.git.SshAlgorithms;
import dev.millrace.harness.ReconcileHarness;
import dev.millrace.servers.FakeClock;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many GitRepositories of one remote: what they cost its server. */
@SuppressWarnings("NullAway.Init")
class MonorepoTest {
  @TempDir private Path folder;
  @TempDir private Path temporary;
  private final GitServer server = GitServer.start();
  private final GitRemote mono = server.create("mono");
  private final FakeClock clock = new FakeClock();
  private final RecentAnswers answers = new RecentAnswers(clock, Duration.ofMinutes(5));
  private FetchCommit fetchCommit;
  private StoragePlace storage;

  @BeforeEach
  void start() {
    storage = new StoragePlace(folder);
    fetchCommit = Fetches.sharing(temporary, answers);
    mono.commit("First", Map.of("apps/a/a.yaml", "a: 1", "apps/b/b.yaml", "b: 1"));
  }

  @AfterEach
  void stop() {
    storage.close();
    server.close();
  }

  @Test
  void tenObjectsFetchOnce() {
    var objects = IntStream.range(0, 10).mapToObj(this::object).toList();
    reconcile(objects);
    assertThat(mono.traffic().packs()).isOne();

    mono.commit("Second", Map.of("apps/a/a.yaml", "a: 2"));
    clock.pass(Duration.ofMinutes(1));
    reconcile(objects);
    assertThat(mono.traffic().packs()).isEqualTo(2);
    assertThat(objects)
        .extracting(each -> each.object().artifact().orElseThrow().revision())
        .containsOnly("main@sha1:" + mono.head("main").orElseThrow());
  }

  @Test
  void runsAtTheSameTimeAskOnce() throws Exception {
    var objects = IntStream.range(0, 20).mapToObj(this::object).toList();
    reconcile(objects);
    int asked = mono.traffic().advertisements();
    clock.pass(Duration.ofMinutes(1));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var run : threads.invokeAll(objects.stream().map(MonorepoTest::run).toList())) {
        run.get();
      }
    }
    assertThat(mono.traffic().advertisements() - asked).isOne();
  }

  private static Callable<Boolean> run(
      ReconcileHarness<GitRepository, GitRepositoryStatus> object) {
    return () -> object.reconcile().isPresent();
  }

  private static void reconcile(
      List<ReconcileHarness<GitRepository, GitRepositoryStatus>> objects) {
    objects.forEach(ReconcileHarness::reconcile);
    assertThat(objects).allMatch(each -> each.conditions().contains("Ready=True/Succeeded"));
  }

  /** Each wants other files. */
  private ReconcileHarness<GitRepository, GitRepositoryStatus> object(int number) {
    GitRepositorySpec spec =
        new GitSpecBuilder(mono.url().toString())
            .ignore(number % 2 == 0 ? "/apps/a\n" : "/apps/b\n# " + number)
            .build();
    GitRepository object = new GitRepository();
    object.setMetadata(
        new ObjectMetaBuilder().withName("mono-" + number).withNamespace("apps").build());
    object.setSpec(spec);
    FakeSecrets secrets = new FakeSecrets();
    var steps =
        new GitSteps(
            new GitAccess(
                secrets,
                SshAlgorithms.defaults(),
                new TokenCache(0, Duration.ZERO, clock),
                clock,
                SourceReason.GIT_ACCESS),
            new FindIncludes((_, _) -> Optional.empty()),
            fetchCommit,
            new VerifySignature(secrets, clock),
            new PublishArchive());
    return ReconcileHarness.of(
        new GitRepositoryKind(), new GitRepositoryPipeline(storage.keeper(), steps), object);
  }
}
