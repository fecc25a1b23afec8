package dev.millrace.oci.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.oci.keyless.PublicInstance;
import dev.millrace.servers.sigstore.SigstoreInstance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TufRepositoryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, byte[]> files = new HashMap<>();
  private final KeyPair first = key();
  private final KeyPair second = key();
  private final KeyPair online = key();
  private List<KeyPair> targetsSigners = List.of(first, second);
  private byte[] root = new byte[0];
  private Instant now = NOW;
  private int reads;

  @BeforeEach
  void publish() {
    root = root(1, List.of(first, second), List.of(first, second));
    publish(1, "hello");
  }

  @Test
  void givesTheNewestContent() throws Exception {
    var repository = repository();
    assertThat(repository.target("file.json")).asString().isEqualTo("hello");
    publish(2, "world");
    assertThat(repository.target("file.json")).asString().isEqualTo("world");
  }

  @Test
  void followsRootsThatAreSignedByTheOneBefore() throws Exception {
    var third = key();
    files.put("2.root.json", root(2, List.of(first, third), List.of(first, second, third)));
    targetsSigners = List.of(first, third);
    publish(1, "hello");

    assertThat(repository().target("file.json")).asString().isEqualTo("hello");
  }

  @Test
  void row62RefusesRootsOfStrangers() {
    var third = key();
    files.put("2.root.json", root(2, List.of(first, third), List.of(first, third)));

    assertRefused("role root is signed by 1 of 2 trusted keys");
  }

  @Test
  void refusesRootsThatTheirOwnKeysDidNotSign() {
    var third = key();
    files.put("2.root.json", root(2, List.of(first, third), List.of(first, second)));

    assertRefused("role root is signed by 1 of 2 trusted keys");
  }

  @Test
  void refusesRootsOfAnotherVersion() {
    files.put("2.root.json", root(3, List.of(first, second), List.of(first, second)));

    assertRefused("the root of version 2 has another version");
  }

  @Test
  void refusesToBeginWithARootThatIsNotSigned() {
    root = root(1, List.of(first, second), List.of(first));

    assertThatThrownBy(this::repository).hasMessageContaining("signed by 1 of 2 trusted keys");
  }

  @Test
  void refusesMetadataOfStrangers() {
    var stranger = key();
    files.put("timestamp.json", signed(timestamp(1), List.of(stranger)));

    assertRefused("role timestamp is signed by 0 of 1 trusted keys");
  }

  @Test
  void row62RefusesWhatExpired() {
    now = NOW.plus(Duration.ofDays(8));
    assertRefused("role timestamp expired at");
    now = NOW.plus(Duration.ofDays(400));
    assertRefused("role root expired at");
  }

  @Test
  void row62RefusesToGoBack() throws Exception {
    publish(3, "new");
    var repository = repository();
    repository.target("file.json");
    publish(2, "old");

    assertThatThrownBy(() -> repository.target("file.json"))
        .hasMessageContaining("went back from version 3 to 2");
  }

  @Test
  void refusesContentThatWasNotSigned() {
    files.replaceAll((path, content) -> path.startsWith("targets/") ? new byte[] {1} : content);

    assertRefused("the content of 'file.json' is not what was signed");
  }

  @Test
  void refusesSnapshotsOfAnotherVersion() {
    files.put("1.snapshot.json", signed(snapshot(2), List.of(online)));

    assertRefused("the metadata of the role snapshot is not of version 1");
  }

  @Test
  void refusesFilesThatAreNotListed() throws Exception {
    assertThatThrownBy(() -> repository().target("other.json"))
        .hasMessageContaining("has no file 'other.json'");
  }

  @Test
  void refusesWhatIsNoMetadata() {
    for (var text : List.of("", "{}", "[]", "{\"signed\":{\"_type\":\"root\"}}", "{")) {
      files.put("timestamp.json", text.getBytes(StandardCharsets.UTF_8));
      assertRefused("timestamp");
    }
  }

  @Test
  void theRootOfThePublicInstanceIsSignedByItsKeys() throws Exception {
    try (var stream = TufRepository.class.getResourceAsStream("sigstore-root.json")) {
      var content = stream.readAllBytes();
      assertThat(new TufRepository(content, (path, limit) -> Optional.empty(), clock()))
          .isNotNull();
    }
  }

  @Test
  void thePublicInstanceIsAskedOnceADayAndOutlivesAnOutage() throws Exception {
    var trusted = new SigstoreInstance(NOW).trustedRoot();
    publish(1, trusted, "trusted_root.json");
    var instance = new PublicInstance(repository(), clock());
    assertThat(instance.trustedRoot().logs()).hasSize(2);
    int once = reads;
    now = NOW.plus(Duration.ofHours(23));
    instance.trustedRoot();
    assertThat(reads).isEqualTo(once);

    files.clear();
    now = NOW.plus(Duration.ofDays(2));
    assertThat(instance.trustedRoot().logs()).hasSize(2);
    now = NOW.plus(Duration.ofDays(8));
    assertThatThrownBy(instance::trustedRoot)
        .hasMessageContaining("the trusted root of the public Sigstore instance is not known: ");
  }

  @Test
  void afterAFailureThePublicInstanceIsLeftAloneForAMinute() {
    files.clear();
    var instance = new PublicInstance(unchecked(), clock());
    assertThatThrownBy(instance::trustedRoot).hasMessageContaining("no file 'timestamp.json'");
    int once = reads;
    assertThatThrownBy(instance::trustedRoot).hasMessageContaining("no file 'timestamp.json'");
    assertThat(reads).isEqualTo(once);
    now = NOW.plus(Duration.ofMinutes(2));
    assertThatThrownBy(instance::trustedRoot).hasMessageContaining("no file 'timestamp.json'");
    assertThat(reads).isGreaterThan(once);
  }

  private TufRepository unchecked() {
    try {
      return repository();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> repository().target("file.json"))
        .isInstanceOf(TufException.class)
        .hasMessageContaining(message);
  }

  private TufRepository repository() throws TufException {
    return new TufRepository(root, this::read, clock());
  }

  private Optional<byte[]> read(String path, int limit) {
    reads++;
    return Optional.ofNullable(files.get(path));
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  private void publish(int version, String content) {
    publish(version, content, "file.json");
  }

  private void publish(int version, String content, String name) {
    var bytes = content.getBytes(StandardCharsets.UTF_8);
    var hash = Digest.of(DigestAlgorithm.SHA256, bytes).hex();
    var targets = role("targets", version, 100);
    var file = targets.putObject("targets").putObject(name).put("length", bytes.length);
    file.putObject("hashes").put("sha256", hash);
    files.put("targets/%s.%s".formatted(hash, name), bytes);
    files.put(version + ".targets.json", signed(targets, targetsSigners));
    files.put(version + ".snapshot.json", signed(snapshot(version), List.of(online)));
    files.put("timestamp.json", signed(timestamp(version), List.of(online)));
  }

  private static ObjectNode snapshot(int version) {
    var snapshot = role("snapshot", version, 100);
    snapshot.putObject("meta").putObject("targets.json").put("version", version);
    return snapshot;
  }

  private static ObjectNode timestamp(int version) {
    var timestamp = role("timestamp", version, 7);
    timestamp.putObject("meta").putObject("snapshot.json").put("version", version);
    return timestamp;
  }

  private byte[] root(int version, List<KeyPair> keys, List<KeyPair> signers) {
    var root = role("root", version, 365);
    var names = root.putObject("keys");
    var roles = root.putObject("roles");
    for (var role : List.of("root", "targets")) {
      var list = roles.putObject(role).put("threshold", 2).putArray("keyids");
      keys.forEach(key -> list.add(name(key)));
    }
    for (var role : List.of("snapshot", "timestamp")) {
      roles.putObject(role).put("threshold", 1).putArray("keyids").add(name(online));
    }
    for (var key : List.of(keys.get(0), keys.get(1), online)) {
      names
          .putObject(name(key))
          .put("keytype", "ecdsa")
          .putObject("keyval")
          .put("public", pem(key));
    }
    return signed(root, signers);
  }

  private static ObjectNode role(String type, int version, int days) {
    return JSON.createObjectNode()
        .put("_type", type)
        .put("version", version)
        .put("comment", "a \"quoted\" \\ text with \u00fc")
        .put("expires", NOW.plus(Duration.ofDays(days)).toString());
  }

  private static byte[] signed(ObjectNode content, List<KeyPair> signers) {
    try {
      var file = JSON.createObjectNode();
      file.set("signed", content);
      var signatures = file.putArray("signatures");
      for (var key : signers) {
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(key.getPrivate());
        signer.update(CanonicalJson.of(content));
        var signature = HexFormat.of().formatHex(signer.sign());
        signatures.addObject().put("keyid", name(key)).put("sig", signature);
      }
      return JSON.writeValueAsBytes(file);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(KeyPair key) {
    return Digest.of(DigestAlgorithm.SHA256, key.getPublic().getEncoded()).hex();
  }

  private static String pem(KeyPair key) {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded()));
  }

  private static KeyPair key() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
