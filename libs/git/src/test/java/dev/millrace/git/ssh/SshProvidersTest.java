package dev.millrace.git.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.git.GitException;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The SSH library looks for providers once in a process, so each way into it has one of its own
 * here. A native image can't load the provider that the library would take if nobody told it.
 */
class SshProvidersTest {
  @TempDir Path folder;

  /** What may be the first of SSH that a process does. */
  enum Way {
    KNOWN_HOSTS {
      @Override
      void go() throws GitException {
        KnownHosts.read("git.example.com " + KEY, "git.example.com", 22);
      }
    },
    SIGNATURES {
      @Override
      void go() throws ReflectiveOperationException {
        Class.forName("dev.millrace.git.signature.SshVerifier");
      }
    },
    KEYS {
      @Override
      void go() {
        try {
          SshKeys.read(Sensitive.of("no key"), null);
        } catch (GitException e) {
          // It is none.
        }
      }
    };

    private static final String KEY =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    abstract void go() throws GitException, ReflectiveOperationException;
  }

  @ParameterizedTest
  @EnumSource
  void onlyProvidersThatAreThereAreLoaded(Way way) throws IOException, InterruptedException {
    assertThat(loaded(way))
        .anyMatch(line -> line.contains(SecurityUtils.class.getName() + " "))
        .noneMatch(line -> line.contains(".EdDSASecurityProviderRegistrar "));
  }

  private List<String> loaded(Way way) throws IOException, InterruptedException {
    Path classes = folder.resolve("classes");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load=info:file=" + classes,
                "-cp",
                classPath(),
                SshProvidersTest.class.getName(),
                way.name())
            .inheritIO()
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readAllLines(classes);
  }

  /** Surefire starts tests with a jar that only names the others. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Goes one way. */
  public static void main(String[] args) throws GitException, ReflectiveOperationException {
    Way.valueOf(args[0]).go();
  }
}
