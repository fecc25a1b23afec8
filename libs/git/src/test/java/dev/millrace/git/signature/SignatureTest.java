package dev.millrace.git.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.git.GitException;
import dev.millrace.git.remote.SignedObject;
import dev.millrace.safety.Sensitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  private static final byte[] MESSAGE = "tree 1\n\nmessage\n".getBytes(StandardCharsets.UTF_8);

  @TempDir(cleanup = CleanupMode.ALWAYS)
  Path home;

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa3072"})
  void checksPgpSignaturesOfGit(String algorithm) throws Exception {
    var git = GitWitness.in(home);
    var ring = git.pgpKey("a@example.com", algorithm, "never");
    git.git(
        "-c", "user.signingkey=a@example.com", "commit", "-q", "-S", "--allow-empty", "-m", "x");
    git.git("-c", "user.signingkey=a@example.com", "tag", "-s", "v1", "-m", "tag");
    var keyId =
        git.run("gpg", "--list-keys", "--with-colons")
            .lines()
            .filter(line -> line.startsWith("pub"))
            .findFirst()
            .orElseThrow()
            .split(":")[4];

    assertThat(verify(keys(ring), commit(git, "HEAD"))).isEqualTo(keyId);
    assertThat(verify(keys(ring), tag(git, "v1"))).isEqualTo(keyId);
  }

  @ParameterizedTest
  @CsvSource({"ed25519,256", "rsa,3072", "ecdsa,256", "ecdsa,384", "ecdsa,521"})
  void checksSshSignaturesOfGit(String type, int bits) throws Exception {
    var git = GitWitness.in(home);
    var key = git.sshKey(type, bits);
    var publicKey = Files.readString(Path.of(key + ".pub"));
    git.git("config", "gpg.format", "ssh");
    git.git("config", "user.signingkey", key.toString());
    git.git("commit", "-q", "-S", "--allow-empty", "-m", "x");
    git.git("tag", "-s", "v1", "-m", "tag");
    var fingerprint = git.run("ssh-keygen", "-l", "-f", key.toString()).split(" ")[1];

    assertThat(verify(keys("# team\n\n" + publicKey), commit(git, "HEAD"))).isEqualTo(fingerprint);
    assertThat(verify(keys(publicKey), tag(git, "v1"))).isEqualTo(fingerprint);
  }

  @Test
  void gitAcceptsOurSshSignatures() throws Exception {
    var git = GitWitness.in(home);
    for (var key :
        List.of(git.sshKey("ed25519", 256), git.sshKey("rsa", 3072), git.sshKey("ecdsa", 384))) {
      var signer = SshSigner.of(Sensitive.of(Files.readString(key)), null);
      var message = Files.write(home.resolve("message"), MESSAGE);
      var signature = Files.writeString(home.resolve("signature"), signer.sign(MESSAGE));
      var allowed =
          Files.writeString(
              home.resolve("allowed"), "me " + Files.readString(Path.of(key + ".pub")));

      git.run(
          "sh",
          "-c",
          "ssh-keygen -Y verify -f '%s' -I me -n git -s '%s' < '%s'"
              .formatted(allowed, signature, message));
      assertThat(
              keys(Files.readString(Path.of(key + ".pub"))).verify(MESSAGE, signer.sign(MESSAGE)))
          .startsWith("SHA256:");
    }
  }

  @Test
  void gpgAcceptsOurPgpSignatures() throws Exception {
    var git = GitWitness.in(home);
    for (var algorithm : List.of("ed25519", "rsa3072")) {
      var user = algorithm + "@example.com";
      var ring = git.pgpKey(user, algorithm, "never");
      var signer = PgpSigner.of(Sensitive.of(git.privatePgpKey(user)), null);
      var message = Files.write(home.resolve("message"), MESSAGE);
      var signature = Files.writeString(home.resolve("signature"), signer.sign(MESSAGE));

      git.run("gpg", "--verify", signature.toString(), message.toString());
      assertThat(keys(ring).verify(MESSAGE, signer.sign(MESSAGE))).hasSize(16);
    }
  }

  @Test
  void refusesKeysThatAreNotTrusted() throws Exception {
    var git = GitWitness.in(home);
    var ring = git.pgpKey("a@example.com", "ed25519", "never");
    git.pgpKey("b@example.com", "ed25519", "never");
    var pgp = PgpSigner.of(Sensitive.of(git.privatePgpKey("b@example.com")), null).sign(MESSAGE);
    var trusted = git.sshKey("ed25519", 256);
    var other = git.sshKey("ecdsa", 256);
    var ssh = SshSigner.of(Sensitive.of(Files.readString(other)), null).sign(MESSAGE);

    var keys = keys(ring, Files.readString(Path.of(trusted + ".pub")));
    assertUnverified(keys, MESSAGE, pgp);
    assertUnverified(keys, MESSAGE, ssh);
    assertUnverified(keys(), MESSAGE, pgp);
    assertUnverified(keys(), MESSAGE, ssh);
  }

  @Test
  void refusesChangedContent() throws Exception {
    var git = GitWitness.in(home);
    var ring = git.pgpKey("a@example.com", "ed25519", "never");
    var pgp = PgpSigner.of(Sensitive.of(git.privatePgpKey("a@example.com")), null).sign(MESSAGE);
    var key = git.sshKey("ed25519", 256);
    var ssh = SshSigner.of(Sensitive.of(Files.readString(key)), null).sign(MESSAGE);
    var keys = keys(ring, Files.readString(Path.of(key + ".pub")));
    var changed = "tree 2\n\nmessage\n".getBytes(StandardCharsets.UTF_8);

    keys.verify(MESSAGE, pgp);
    keys.verify(MESSAGE, ssh);
    assertUnverified(keys, changed, pgp);
    assertUnverified(keys, changed, ssh);
  }

  @Test
  void refusesExpiredPgpKeys() throws Exception {
    var git = GitWitness.in(home);
    var ring = git.pgpKey("a@example.com", "ed25519", "1d");
    var signature =
        PgpSigner.of(Sensitive.of(git.privatePgpKey("a@example.com")), null).sign(MESSAGE);
    var tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));

    keys(ring).verify(MESSAGE, signature);
    assertUnverified(TrustedKeys.of(List.of(ring), tomorrow), MESSAGE, signature);
  }

  @Test
  void acceptsSubkeysThatMaySign() throws Exception {
    var git = GitWitness.in(home);
    git.pgpKey("a@example.com", "ed25519", "never");
    var ring = git.pgpSubkey("a@example.com", "rsa2048", "sign");
    var signature =
        PgpSubkeys.signWithSubkey(git.privatePgpKey("a@example.com"), MESSAGE, Clock.systemUTC());

    keys(ring).verify(MESSAGE, signature);
  }

  @Test
  void refusesSubkeysThatAreForEncryptionOnly() throws Exception {
    var git = GitWitness.in(home);
    git.pgpKey("a@example.com", "ed25519", "never");
    var ring = git.pgpSubkey("a@example.com", "rsa2048", "encr");
    var signature =
        PgpSubkeys.signWithSubkey(git.privatePgpKey("a@example.com"), MESSAGE, Clock.systemUTC());

    assertUnverified(keys(ring), MESSAGE, signature);
  }

  @Test
  void refusesSubkeysThatSomebodyElseAddedToARing() throws Exception {
    var git = GitWitness.in(home);
    var ring = git.pgpKey("a@example.com", "ed25519", "never");
    git.pgpKey("b@example.com", "ed25519", "never");
    var other = git.pgpSubkey("b@example.com", "rsa2048", "sign");
    var signature =
        PgpSubkeys.signWithSubkey(git.privatePgpKey("b@example.com"), MESSAGE, Clock.systemUTC());

    keys(other).verify(MESSAGE, signature);
    assertUnverified(keys(PgpSubkeys.withSubkeyOf(other, ring)), MESSAGE, signature);
  }

  @Test
  void refusesPgpSignaturesOfTheFuture() throws Exception {
    var git = GitWitness.in(home);
    git.pgpKey("a@example.com", "ed25519", "never");
    var ring = git.pgpSubkey("a@example.com", "rsa2048", "sign");
    var tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
    var signature =
        PgpSubkeys.signWithSubkey(git.privatePgpKey("a@example.com"), MESSAGE, tomorrow);

    assertUnverified(keys(ring), MESSAGE, signature);
    TrustedKeys.of(List.of(ring), tomorrow).verify(MESSAGE, signature);
  }

  @Test
  void refusesSshSignaturesMadeForAnotherPurpose() throws Exception {
    var git = GitWitness.in(home);
    var key = git.sshKey("ed25519", 256);
    var message = Files.write(home.resolve("message"), MESSAGE);
    git.run(
        "ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", key.toString(), message.toString());

    assertThatThrownBy(
            () ->
                keys(Files.readString(Path.of(key + ".pub")))
                    .verify(MESSAGE, Files.readString(Path.of(message + ".sig"))))
        .hasMessageContaining("another purpose");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "-----BEGIN SIGNED MESSAGE-----\nx\n-----END SIGNED MESSAGE-----",
        "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----",
        "-----BEGIN PGP SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAX////8=\n-----END SSH SIGNATURE-----",
      })
  void failsClosedOnEverythingElse(String signature) {
    assertUnverified(
        keys("ssh-ed25519 AAAA broken", "-----BEGIN PGP PUBLIC KEY BLOCK-----\nbroken"),
        MESSAGE,
        signature);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nhunter2\n-----END PGP PRIVATE KEY BLOCK-----"
      })
  void neverShowsAKeyThatCannotBeRead(String key) {
    assertThatThrownBy(() -> PgpSigner.of(Sensitive.of(key), null))
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
    assertThatThrownBy(() -> SshSigner.of(Sensitive.of(key), null))
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  private static void assertUnverified(TrustedKeys keys, byte[] payload, String signature) {
    assertThatThrownBy(() -> keys.verify(payload, signature))
        .isInstanceOfSatisfying(
            GitException.class,
            e -> assertThat(e.reason()).isEqualTo(GitException.Reason.UNVERIFIED));
  }

  private static String verify(TrustedKeys keys, SignedObject object) throws GitException {
    return keys.verify(object.payload(), object.signature());
  }

  private static TrustedKeys keys(String... texts) {
    return TrustedKeys.of(List.of(texts), Clock.systemUTC());
  }

  private static SignedObject commit(GitWitness git, String name) throws Exception {
    return SignedObject.commit(
        git.git("cat-file", "commit", name).getBytes(StandardCharsets.UTF_8));
  }

  private static SignedObject tag(GitWitness git, String name) throws Exception {
    return SignedObject.tag(git.git("cat-file", "tag", name).getBytes(StandardCharsets.UTF_8));
  }
}
