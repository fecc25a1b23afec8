package dev.millrace.bench.source;

import com.sun.management.OperatingSystemMXBean;
import dev.millrace.artifact.archive.TarGz;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.artifact.storage.ArtifactPath;
import dev.millrace.artifact.storage.DiskStorage;
import dev.millrace.artifact.storage.StoredArtifact;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.remote.GitRemote;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Fetches a repository again and again as a new process would, and says what each time costs. */
final class FetchLoop {
  private static final int ROUNDS = 12;
  private static final ArtifactPath PATH =
      new ArtifactPath("GitRepository", "bench", "large", "x.tar.gz");

  private final GitRemote remote;
  private final DiskStorage storage;

  private FetchLoop(String url, Path folder) throws IOException {
    RemoteAccess access = RemoteAccess.of(GitUrl.parse(url), new GitCredentials.Anonymous());
    this.remote = new GitRemote(access, GitLimits.defaults(), folder);
    this.storage = new DiskStorage(folder, DigestAlgorithm.SHA256, Clock.systemUTC());
  }

  /** Arguments: the URL, and a folder to work in. */
  public static void main(String[] arguments) throws IOException {
    FetchLoop loop = new FetchLoop(arguments[0], Path.of(arguments[1]));
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (int round = 1; round <= ROUNDS; round++) {
      long before = system.getProcessCpuTime();
      StoredArtifact artifact = loop.fetch();
      double seconds = (system.getProcessCpuTime() - before) / 1e9;
      System.out.printf(
          "  fetch %d: %.2f s CPU, peak %s, %s%n",
          round, seconds, peakMemory(), artifact.digest().toString().substring(0, 19));
    }
  }

  private StoredArtifact fetch() throws IOException {
    try (var snapshot = remote.fetch(new GitReference.Branch("main"))) {
      var tree = snapshot.tree();
      return storage.publish(PATH, out -> TarGz.write(tree, out));
    }
  }

  /** The most that the operating system gave to this process, as it counts. */
  private static String peakMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.substring("VmHWM:".length()).strip())
        .findFirst()
        .orElse("unknown");
  }
}
