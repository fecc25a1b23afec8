package dev.millrace.helm.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.helm.dependency.Charts;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.hook.HookExecution;
import dev.millrace.helm.hook.HookPhase;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseInfo;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.yaml.GoJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseHistoryTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.600Z");

  private final InMemoryReleaseStore store = new InMemoryReleaseStore();
  private final ReleaseHistory history = new ReleaseHistory(store, InstantSource.fixed(NOW));

  @Test
  void writesTheFieldsOfHelmInItsOrder() {
    assertThat(GoJson.write(ReleaseJson.write(release(1, ReleaseStatus.DEPLOYED))))
        .isEqualTo(
            """
            {"name":"rel","info":{"first_deployed":"2026-01-02T03:04:05.6Z","last_deployed":"2026-01-02T03:04:05.6Z","description":"done","status":"deployed","notes":"hi \\u003cyou\\u003e"},"chart":{"metadata":{"name":"app","version":"1.0.0","apiVersion":"v1","annotations":{"a":"b"}},"lock":null,"templates":[{"name":"templates/a.yaml","data":"YQ=="}],"values":{"port":1},"schema":null,"files":null},"config":{"x":1.5},"manifest":"---\\n","hooks":[{"name":"h","kind":"Job","path":"app/h.yaml","manifest":"m","events":["pre-install"],"last_run":{"started_at":"2026-01-02T03:04:05.6Z","phase":"Running"},"weight":-5,"delete_policies":["hook-succeeded"]}],"version":1,"namespace":"ns","apply_method":"ssa"}\
            """
                .strip());
  }

  @Test
  void readsBackWhatItWrites() throws StorageException {
    Release release = release(1, ReleaseStatus.DEPLOYED);
    history.create(release, 0);
    assertThat(history.get("rel", 1)).contains(release);
  }

  @Test
  void labelsRecordsAsHelmDoes() throws StorageException {
    history.create(release(3, ReleaseStatus.FAILED), 0);
    StoredRelease stored = store.get("sh.helm.release.v1.rel.v3").orElseThrow();
    assertThat(stored.labels())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "name", "rel",
                "owner", "helm",
                "status", "failed",
                "version", "3",
                "createdAt", "1767323045",
                "team", "a"));
    history.update(release(3, ReleaseStatus.DEPLOYED));
    assertThat(store.get("sh.helm.release.v1.rel.v3").orElseThrow().labels())
        .containsEntry("status", "deployed")
        .containsEntry("modifiedAt", "1767323045");
  }

  @Test
  void readsRecordsThatAreNotPackedAndTimesOfHelm3() throws StorageException {
    String json =
        """
        {"name":"old","info":{"first_deployed":"2020-05-06T07:08:09.123456789+02:00","deleted":"","status":"superseded"},
         "chart":{"metadata":{"name":"app","version":"1.0.0"},"lock":null,"templates":null,"values":null,"schema":null,"files":null},
         "version":7,"hooks":[{"name":"h","last_run":{"started_at":"","completed_at":"","phase":""}}],"unknown":1}
        """;
    store.create(
        new StoredRelease(
            "sh.helm.release.v1.old.v7",
            Map.of("name", "old"),
            Base64.getEncoder().encode(json.getBytes(StandardCharsets.UTF_8))));
    Release release = history.get("old", 7).orElseThrow();
    assertThat(release.info().firstDeployed())
        .contains(Instant.parse("2020-05-06T05:08:09.123456789Z"));
    assertThat(release.info().deleted()).isEmpty();
    assertThat(release.applyMethod()).isEqualTo(ApplyMethod.UNRECORDED);
    assertThat(release.hooks().getFirst().lastRun()).isEqualTo(HookExecution.NEVER);
  }

  @Test
  void prunesButNeverTheDeployedRevision() throws StorageException {
    history.create(release(1, ReleaseStatus.DEPLOYED), 0);
    for (int version = 2; version <= 5; version++) {
      history.create(release(version, ReleaseStatus.FAILED), 3);
    }
    assertThat(history.of("rel")).extracting(RecordedRelease::version).containsExactly(1, 4, 5);
  }

  @Test
  void unpacksOnlyTheRevisionsThatAreAskedFor() throws StorageException {
    store.create(
        new StoredRelease("sh.helm.release.v1.rel.v1", Map.of("name", "rel"), new byte[] {'!'}));
    history.create(release(2, ReleaseStatus.DEPLOYED), 3);
    history.create(release(10, ReleaseStatus.FAILED), 3);

    assertThat(history.last("rel")).map(Release::version).contains(10);
    assertThat(history.deployed("rel")).map(Release::version).contains(2);
  }

  @Test
  void unpacksARecordOnceAndAgainWhenItChanged() throws StorageException {
    history.create(release(1, ReleaseStatus.DEPLOYED), 0);
    Release first = history.last("rel").orElseThrow();
    assertThat(history.last("rel").orElseThrow()).isSameAs(first);

    history.update(release(1, ReleaseStatus.SUPERSEDED));

    assertThat(history.last("rel").orElseThrow().status()).isEqualTo(ReleaseStatus.SUPERSEDED);
  }

  @Test
  void tellsOfRevisionsWithoutUnpackingThem() throws StorageException {
    store.create(
        new StoredRelease(
            "sh.helm.release.v1.rel.v1",
            Map.of("name", "rel", "status", "superseded"),
            new byte[] {'!'}));
    history.create(release(2, ReleaseStatus.DEPLOYED), 0);

    assertThat(history.of("rel"))
        .extracting(RecordedRelease::version, RecordedRelease::status)
        .containsExactly(tuple(1, ReleaseStatus.SUPERSEDED), tuple(2, ReleaseStatus.DEPLOYED));
  }

  @Test
  void keepsNoMoreThanTwoRevisionsUnpacked() throws StorageException {
    for (int version = 1; version <= 3; version++) {
      history.create(release(version, ReleaseStatus.SUPERSEDED), 0);
    }
    Release first = history.get("rel", 1).orElseThrow();
    Release second = history.get("rel", 2).orElseThrow();
    Release third = history.get("rel", 3).orElseThrow();

    assertThat(history.get("rel", 3).orElseThrow()).isSameAs(third);
    assertThat(history.get("rel", 2).orElseThrow()).isSameAs(second);
    assertThat(history.get("rel", 1).orElseThrow()).isEqualTo(first).isNotSameAs(first);
  }

  @Test
  void namesTheSecretThatCannotBeRead() throws StorageException {
    store.create(
        new StoredRelease("sh.helm.release.v1.bad.v1", Map.of("name", "bad"), new byte[] {'!'}));
    assertThatThrownBy(() -> history.last("bad"))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(
            "Secret sh.helm.release.v1.bad.v1: the release record can't be read");
  }

  private static Release release(int version, ReleaseStatus status) {
    var hook =
        new Hook(
            "h",
            "Job",
            "app/h.yaml",
            "m",
            List.of(HookEvent.PRE_INSTALL),
            HookExecution.started(NOW),
            -5,
            List.of("hook-succeeded"),
            List.of());
    assertThat(hook.lastRun().phase()).isEqualTo(HookPhase.RUNNING);
    return new Release(
        "rel",
        "ns",
        version,
        ReleaseInfo.started(NOW, NOW, status, "done").withNotes("hi <you>"),
        Charts.of(
            Map.of(
                "Chart.yaml", "name: app\nannotations: {a: b}",
                "values.yaml", "port: 1",
                "templates/a.yaml", "a")),
        Map.of("x", 1.5),
        "---\n",
        List.of(hook),
        ApplyMethod.SERVER_SIDE,
        Map.of("team", "a"));
  }
}
