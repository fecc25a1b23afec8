package dev.millrace.git.ssh;

import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.GitLimits;
import dev.millrace.git.RemoteAccess;
import dev.millrace.safety.net.Deadline;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Gives JGit its SSH session for one operation: one key, strict host checking, no configuration, no
 * agent, no passwords.
 */
public final class SshAccess extends SshSessionFactory implements AutoCloseable {
  private static final int DEFAULT_PORT = 22;

  private final SshdSessionFactory sessions;
  private final KnownHosts knownHosts;
  private final GitLimits limits;
  private final Deadline deadline;

  private SshAccess(
      SshdSessionFactory sessions, KnownHosts knownHosts, GitLimits limits, Deadline deadline) {
    this.sessions = sessions;
    this.knownHosts = knownHosts;
    this.limits = limits;
    this.deadline = deadline;
  }

  /**
   * Prepares the session.
   *
   * @param emptyFolder stands in for the home folder
   * @throws GitException when the key or the known hosts can't be read
   */
  public static SshAccess open(
      RemoteAccess access, GitLimits limits, Deadline deadline, Path emptyFolder)
      throws GitException {
    if (!(access.credentials() instanceof GitCredentials.SshKey credentials)) {
      throw new GitException(
          Reason.INVALID_CREDENTIALS,
          "SSH needs a Secret with the keys 'identity' and 'known_hosts'");
    }
    var url = access.url();
    int port = url.port() < 0 ? DEFAULT_PORT : url.port();
    var knownHosts = KnownHosts.read(credentials.knownHosts(), url.host(), port);
    var keys = List.of(SshKeys.read(credentials.identity(), credentials.passphrase()));
    var config = new FixedSshConfig(access.ssh());
    var home = emptyFolder.toFile();
    var sessions =
        new SshdSessionFactoryBuilder()
            .setHomeDirectory(home)
            .setSshDirectory(home)
            .setPreferredAuthentications("publickey")
            .setConfigStoreFactory((_, _, _) -> config)
            .setDefaultKnownHostsFiles(_ -> List.of())
            .setDefaultIdentities(_ -> List.of())
            .setDefaultKeysProvider(_ -> keys)
            .setServerKeyDatabase((_, _) -> knownHosts)
            .build(null);
    return new SshAccess(sessions, knownHosts, limits, deadline);
  }

  /** Why the server was refused; null when it was not. */
  public @Nullable String refusal() {
    return knownHosts.refusal();
  }

  @Override
  public RemoteSession getSession(
      URIish uri, @Nullable CredentialsProvider provider, @Nullable FS files, int timeout)
      throws TransportException {
    return new GuardedSession(sessions.getSession(uri, null, files, timeout), limits, deadline);
  }

  @Override
  public String getType() {
    return "mina-sshd";
  }

  @Override
  public void close() {
    sessions.close();
  }
}
