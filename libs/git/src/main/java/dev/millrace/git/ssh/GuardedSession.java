package dev.millrace.git.ssh;

import dev.millrace.git.GitLimits;
import dev.millrace.git.store.ObjectFormatGuard;
import dev.millrace.safety.BoundedInputStream;
import dev.millrace.safety.net.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.sshd.SshdSession;

/** A session whose commands may send so much, for so long. */
final class GuardedSession implements RemoteSession2 {
  private final SshdSession session;
  private final GitLimits limits;
  private final Deadline deadline;

  GuardedSession(SshdSession session, GitLimits limits, Deadline deadline) {
    this.session = session;
    this.limits = limits;
    this.deadline = deadline;
  }

  @Override
  public Process exec(String command, int timeout) throws IOException {
    return new GuardedCommand(session.exec(command, timeout));
  }

  @Override
  public Process exec(String command, Map<String, String> environment, int timeout)
      throws IOException {
    return new GuardedCommand(session.exec(command, environment, timeout));
  }

  @Override
  public void disconnect() {
    session.disconnect();
  }

  /** A command on the server; the JDK's type is only the interface that JGit wants. */
  private final class GuardedCommand extends Process {
    private final Process command;
    private final InputStream output;

    GuardedCommand(Process command) {
      this.command = command;
      this.output =
          new ObjectFormatGuard(
              new BoundedInputStream(
                  deadline.guard(command.getInputStream()),
                  "the answer of the remote",
                  limits.packBytes()));
    }

    @Override
    public InputStream getInputStream() {
      return output;
    }

    @Override
    public OutputStream getOutputStream() {
      return command.getOutputStream();
    }

    @Override
    public InputStream getErrorStream() {
      return command.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
      return command.waitFor();
    }

    @Override
    public int exitValue() {
      return command.exitValue();
    }

    @Override
    public void destroy() {
      command.destroy();
    }
  }
}
