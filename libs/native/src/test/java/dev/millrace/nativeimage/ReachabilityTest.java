package dev.millrace.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed metadata is what the libraries of this build need. */
class ReachabilityTest {
  private static final Path COMMITTED =
      Path.of(
          "src/main/resources/META-INF/native-image/dev.millrace/native/reachability-metadata.json");
  private static final Path WANTED = Path.of("target/reachability-metadata.json");

  @Test
  void namesEverythingThatTheLibrariesReachByName() throws IOException {
    String wanted = Reachability.ofLibraries().json();
    Files.writeString(WANTED, wanted);

    assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
        .as("a library changed what it reaches by name: copy %s over %s", WANTED, COMMITTED)
        .isEqualTo(wanted);
  }

  @Test
  void findsWhatWasMeasuredToBeNeeded() {
    assertThat(Reachability.ofLibraries().json())
        .contains(
            "org.eclipse.jgit.internal.JGitText",
            "org.eclipse.jgit.internal.transport.sshd.SshdText",
            "org.eclipse.jgit.transport.HttpConfig$HttpRedirectMode",
            "org.apache.sshd.common.forward.PortForwardingEventListener",
            "org.apache.sshd.common.SshConstants",
            "java.security.KeyFactory",
            "com.sun.crypto.provider.HKDFKeyDerivation$HKDFSHA256",
            "draft2020-12.json",
            "META-INF/services/org.eclipse.jgit.transport.SshSessionFactory");
  }
}
