package dev.millrace.safety.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A stream that is closed from outside when its time is over, which wakes a reader that waits. The
 * JDK's HTTP client has a limit for the headers of an answer only.
 */
final class DeadlineInputStream extends FilterInputStream {
  private final Deadline deadline;
  private final CompletableFuture<Void> alarm;

  DeadlineInputStream(InputStream source, Deadline deadline) {
    super(source);
    this.deadline = deadline;
    Executor later =
        CompletableFuture.delayedExecutor(
            deadline.left().toMillis() + 1,
            TimeUnit.MILLISECONDS,
            task -> Thread.ofVirtual().start(task));
    this.alarm = CompletableFuture.runAsync(this::closeSource, later);
  }

  @Override
  public int read() throws IOException {
    try {
      return checked(super.read());
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return checked(super.read(buffer, offset, length));
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void close() throws IOException {
    alarm.cancel(false);
    super.close();
  }

  private int checked(int read) throws IOException {
    if (deadline.isOver()) {
      throw deadline.passed();
    }
    return read;
  }

  private IOException explained(IOException cause) {
    if (!deadline.isOver() || cause instanceof Deadline.DeadlinePassed) {
      return cause;
    }
    var passed = deadline.passed();
    passed.initCause(cause);
    return passed;
  }

  private void closeSource() {
    try {
      in.close();
    } catch (IOException e) {
      // The reader fails in any case, and reports why.
    }
  }
}
