package dev.millrace.git.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** The real git, gpg and ssh-keygen, in a home folder of their own. */
final class GitWitness {
  private final Path home;
  private final Path repository;

  private GitWitness(Path home) throws IOException {
    this.home = home;
    this.repository = Files.createDirectories(home.resolve("repository"));
  }

  /** Skips the test where one of the programs is missing. */
  static GitWitness in(Path home) throws Exception {
    for (var program : List.of("git", "gpg", "ssh-keygen")) {
      assumeTrue(
          Files.isExecutable(Path.of("/usr/bin", program)),
          "skipped: this machine has no /usr/bin/" + program);
    }
    var witness = new GitWitness(home);
    Files.createDirectories(
        home.resolve("gnupg"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    witness.git("init", "-q", "-b", "main");
    witness.git("config", "user.name", "Test");
    witness.git("config", "user.email", "test@example.com");
    return witness;
  }

  /** Makes a PGP key and returns its public ring. */
  String pgpKey(String user, String algorithm, String expiry) throws Exception {
    run("gpg", "--batch", "--passphrase", "", "--quick-gen-key", user, algorithm, "sign", expiry);
    return run("gpg", "--armor", "--export", user);
  }

  /** Adds a subkey to a key that {@link #pgpKey} made, and returns the public ring. */
  String pgpSubkey(String user, String algorithm, String use) throws Exception {
    var fingerprint =
        run("gpg", "--list-keys", "--with-colons", user)
            .lines()
            .filter(line -> line.startsWith("fpr"))
            .findFirst()
            .orElseThrow()
            .split(":")[9];
    run(
        "gpg",
        "--batch",
        "--pinentry-mode",
        "loopback",
        "--passphrase",
        "",
        "--quick-add-key",
        fingerprint,
        algorithm,
        use,
        "never");
    return run("gpg", "--armor", "--export", user);
  }

  String privatePgpKey(String user) throws Exception {
    return run("gpg", "--batch", "--armor", "--export-secret-keys", user);
  }

  /** Makes an SSH key and returns its private file; the public one lies beside it. */
  Path sshKey(String type, int bits) throws Exception {
    var file = home.resolve("key-" + type + bits);
    run("ssh-keygen", "-q", "-t", type, "-b", "" + bits, "-N", "", "-f", file.toString());
    return file;
  }

  String git(String... arguments) throws Exception {
    var command = new java.util.ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  Path repository() {
    return repository;
  }

  String run(String... command) throws Exception {
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", home.toString(),
                "GNUPGHOME", home.resolve("gnupg").toString(),
                "GIT_CONFIG_NOSYSTEM", "1"));
    builder.redirectError(home.resolve("stderr").toFile());
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor())
        .as("%s: %s", String.join(" ", command), Files.readString(home.resolve("stderr")))
        .isZero();
    return output;
  }
}
