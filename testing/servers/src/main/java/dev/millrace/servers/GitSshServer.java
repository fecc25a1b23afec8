package dev.millrace.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Serves the repositories of a {@link GitServer} over SSH, to holders of known keys only. */
public final class GitSshServer implements AutoCloseable {
  private static final Pattern COMMAND =
      Pattern.compile("(git-upload-pack|git-receive-pack) '([^']*)'");

  private final SshServer server;
  private final GitServer repositories;
  private final SshKey hostKey = SshKey.generate("ssh-ed25519");
  private final Set<PublicKey> allowed = ConcurrentHashMap.newKeySet();
  private final Set<String> users = ConcurrentHashMap.newKeySet();
  private final Set<String> commands = ConcurrentHashMap.newKeySet();

  private GitSshServer(GitServer repositories) throws IOException {
    this.repositories = repositories;
    this.server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey.keys()));
    server.setPublickeyAuthenticator(
        (user, key, _) -> {
          users.add(user);
          return isAllowed(key);
        });
    server.setCommandFactory(
        (_, command) -> {
          commands.add(command);
          return new GitCommand(command);
        });
    server.start();
  }

  /** Starts a server on any free port. */
  public static GitSshServer start(GitServer repositories) {
    try {
      return new GitSshServer(repositories);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The URL of a repository, with the user {@code git}. */
  public URI url(String repository) {
    return URI.create("ssh://git@127.0.0.1:" + server.getPort() + "/" + repository + ".git");
  }

  /** The line of a known_hosts file that names this server. */
  public String knownHosts() {
    return hostPattern() + " " + hostKey.publicLine();
  }

  /** The line of a known_hosts file for this server's address with a key that is not its own. */
  public String wrongKnownHosts() {
    return hostPattern() + " " + SshKey.generate("ssh-ed25519").publicLine();
  }

  /** Lets the holder of a key in. */
  public void allow(SshKey key) {
    allowed.add(key.keys().getPublic());
  }

  /** The users that clients named. */
  public Set<String> users() {
    return Set.copyOf(users);
  }

  /** The commands that clients wanted to run. */
  public Set<String> commands() {
    return Set.copyOf(commands);
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String hostPattern() {
    return "[127.0.0.1]:" + server.getPort();
  }

  private boolean isAllowed(PublicKey key) {
    return allowed.stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
  }

  /** Runs {@code git-upload-pack} or {@code git-receive-pack} without a process. */
  private final class GitCommand implements Command {
    private final String command;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;

    GitCommand(String command) {
      this.command = command;
    }

    @Override
    public void setInputStream(InputStream stream) {
      in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
      String protocol = environment.getEnv().getOrDefault("GIT_PROTOCOL", "");
      Thread.ofVirtual().start(() -> run(protocol));
    }

    @Override
    public void destroy(ChannelSession channel) {
      // The streams are closed by the session.
    }

    private void run(String protocol) {
      int status = 0;
      try {
        serve(protocol);
      } catch (IOException | RuntimeException e) {
        status = 1;
      }
      if (exit != null) {
        exit.onExit(status);
      }
    }

    private void serve(String protocol) throws IOException {
      Matcher request = COMMAND.matcher(command);
      GitRemote remote = request.matches() ? repositories.find(request.group(2)) : null;
      if (remote == null) {
        if (err != null) {
          err.write("ERROR: Repository not found.\n".getBytes(StandardCharsets.UTF_8));
          err.flush();
        }
        throw new IOException("repository not found");
      }
      if (request.group(1).equals("git-upload-pack")) {
        UploadPack pack = new UploadPack(remote.repository());
        pack.setRequestPolicy(UploadPack.RequestPolicy.REACHABLE_COMMIT);
        if (!protocol.isEmpty()) {
          pack.setExtraParameters(List.of(protocol.split(":", -1)));
        }
        pack.upload(in, out, err);
      } else {
        new ReceivePack(remote.repository()).receive(in, out, err);
      }
    }
  }
}
