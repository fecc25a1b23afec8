package dev.millrace.controller.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Artifact;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.source.GitRepository;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.fetch.ArtifactFetcher;
import dev.millrace.artifact.fetch.FetchOptions;
import dev.millrace.harness.live.LiveCluster;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.S3Server;
import dev.millrace.servers.ServiceAddress;
import dev.millrace.servers.Transport;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas with one bucket: each serves all artifacts, and losing the leader loses none. */
@SuppressWarnings("NullAway.Init")
class ReplicasTest {
  private static final int FILES = 40;
  private static final int FILE_BYTES = 50_000;
  private static final long FIRST_PART = 300_000;

  @TempDir private static Path folders;
  private static final S3Server S3 = S3Server.start(Transport.http(0), "artifacts", "writer");
  private static final GitServer GIT = GitServer.start();
  private static final GitRemote SHOP = GIT.create("shop");
  private static final ServiceAddress SERVICE = ServiceAddress.start();
  private static LiveCluster cluster;
  private static LiveSources leader;
  private static LiveSources waiting;
  private static String namespace;

  @BeforeAll
  static void start() throws Exception {
    cluster = LiveCluster.start();
    leader = replica("first");
    waiting = replica("second");
    SERVICE.add(leader.artifactPort());
    SERVICE.add(waiting.artifactPort());
    namespace = cluster.newNamespace();
    SHOP.commit("Add much that can't be compressed", noise());
  }

  @AfterAll
  static void stop() {
    waiting.close();
    cluster.close();
    SERVICE.close();
    GIT.close();
    S3.close();
  }

  @Test
  void losingTheLeaderInMidDownloadLosesNothing() throws Exception {
    leader.lead();
    cluster.apply(namespace, shop());
    GitRepository before = leader.await(GitRepository.class, namespace, "shop", "True/Succeeded");
    Artifact artifact = before.artifact().orElseThrow();
    assertThat(artifact.url()).startsWith("http://" + SERVICE.host() + "/gitrepository/");
    assertThat(artifact.size()).isGreaterThan(2 * FIRST_PART);
    assertThat(digestServedBy(waiting, artifact)).isEqualTo(artifact.digest());

    AtomicBoolean lost = new AtomicBoolean();
    SERVICE.cutNext(
        FIRST_PART,
        () -> {
          leader.close();
          lost.set(true);
        });
    var fetcher = new ArtifactFetcher(HttpClient.newHttpClient(), FetchOptions.defaults());
    var files = fetcher.fetchTree(artifact.url(), Digest.parse(artifact.digest()));
    assertThat(lost).isTrue();
    assertThat(files.isFile("file-0.bin")).isTrue();

    int packs = GIT.packs();
    int uploads = S3.uploads();
    waiting.lead();
    requestReconciliation("takeover");
    GitRepository after =
        cluster.await(
            GitRepository.class,
            namespace,
            "shop",
            object -> "takeover".equals(object.status().lastHandledReconcileAt()));
    assertThat(after.artifact()).contains(artifact);
    assertThat(GIT.packs()).as("nothing is fetched again").isEqualTo(packs);
    assertThat(S3.uploads()).as("nothing is stored again").isEqualTo(uploads);
  }

  private static LiveSources replica(String name) throws Exception {
    return LiveSources.replica(
        cluster,
        folders.resolve(name),
        "--storage-adv-addr=" + SERVICE.host(),
        "--storage-bucket=s3://artifacts/flux",
        "--storage-bucket-endpoint=http://" + S3.host());
  }

  private static String digestServedBy(LiveSources replica, Artifact artifact) throws Exception {
    URI there = URI.create("http://127.0.0.1:" + replica.artifactPort() + "/" + artifact.path());
    try (var content = there.toURL().openStream()) {
      return Digest.of(DigestAlgorithm.SHA256, content).toString();
    }
  }

  private static void requestReconciliation(String when) {
    cluster
        .client()
        .resources(GitRepository.class)
        .inNamespace(namespace)
        .withName("shop")
        .edit(
            object -> {
              object.getMetadata().setAnnotations(Map.of(FluxObject.REQUESTED_AT, when));
              return object;
            });
  }

  private static String shop() {
    return """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: shop}
        spec: {url: "%s", ref: {branch: main}, interval: 1h}
        """
        .formatted(SHOP.url());
  }

  private static Map<String, @Nullable String> noise() {
    Random random = new Random(1);
    Map<String, @Nullable String> files = new HashMap<>();
    for (int file = 0; file < FILES; file++) {
      StringBuilder text = new StringBuilder(FILE_BYTES);
      for (int i = 0; i < FILE_BYTES; i++) {
        text.append((char) ('!' + random.nextInt(90)));
      }
      files.put("file-" + file + ".bin", text.toString());
    }
    return files;
  }
}
