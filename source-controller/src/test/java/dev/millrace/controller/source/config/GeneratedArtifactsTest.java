package dev.millrace.controller.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.meta.Artifact;
import dev.millrace.api.source.Bucket;
import dev.millrace.api.source.ExternalArtifact;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.fetch.ArtifactFetcher;
import dev.millrace.artifact.fetch.FetchOptions;
import dev.millrace.servers.S3Server;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the objects of a bucket to artifacts that are made of them, on a real API server. */
@SuppressWarnings("NullAway.Init")
class GeneratedArtifactsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private static Path storage;
  private static final S3Server S3 = S3Server.start("config");
  private static LiveSources sources;
  private static String namespace;

  @BeforeAll
  static void start() throws Exception {
    sources = LiveSources.start(storage);
    namespace = sources.cluster().newNamespace();
  }

  @AfterAll
  static void stop() {
    sources.close();
    S3.close();
  }

  @Test
  void aBucketIsDividedIntoArtifactsThatFollowIt() throws Exception {
    S3.put("apps/web/a.yaml", "a: 1");
    S3.put("apps/api/b.yaml", "b: 1");
    sources.cluster().apply(namespace, bucket());
    sources.cluster().apply(namespace, generator());
    sources.await(Bucket.class, namespace, "config", "True/Succeeded");
    sources.await(ArtifactGenerator.class, namespace, "apps", "True/Succeeded");
    Artifact web = artifact("web");
    assertThat(content(web)).isEqualTo("a: 1");
    assertThat(artifact("api").revision()).startsWith("latest@sha256:");

    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(sources.offered())
                    .as("objects whose state the metrics show")
                    .extracting(each -> each.getMetadata().getName())
                    .containsExactlyInAnyOrder("web", "api"));

    S3.put("apps/web/a.yaml", "a: 2");
    sources.cluster().apply(namespace, bucket().replace("interval: 1h", "interval: 59m"));
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(content(artifact("web"))).isEqualTo("a: 2"));

    client().resources(ArtifactGenerator.class).inNamespace(namespace).withName("apps").delete();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        client()
                            .resources(ExternalArtifact.class)
                            .inNamespace(namespace)
                            .list()
                            .getItems())
                    .isEmpty());
  }

  private static String bucket() {
    return """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: Bucket
        metadata: {name: config}
        spec: {endpoint: "%s", bucketName: config, insecure: true, interval: 1h}
        """
        .formatted(S3.host());
  }

  private static String generator() {
    return """
        apiVersion: source.extensions.fluxcd.io/v1beta1
        kind: ArtifactGenerator
        metadata: {name: apps}
        spec:
          sources: [{alias: config, kind: Bucket, name: config}]
          pathPattern: "@config/apps/{app}"
          artifacts:
            - name: "{app}"
              copy: [{from: "@config/apps/{app}/**", to: "@artifact/"}]
        """;
  }

  private static Artifact artifact(String name) {
    return sources
        .await(ExternalArtifact.class, namespace, name, "True/Succeeded")
        .artifact()
        .orElseThrow();
  }

  private static String content(Artifact artifact) throws Exception {
    var fetcher = new ArtifactFetcher(HttpClient.newHttpClient(), FetchOptions.defaults());
    byte[] file =
        fetcher.fetchTree(artifact.url(), Digest.parse(artifact.digest())).read("a.yaml", 100);
    return new String(file, StandardCharsets.UTF_8);
  }

  private static KubernetesClient client() {
    return sources.cluster().client();
  }
}
