package dev.millrace.artifact.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A response body that fails when it is not complete in time. The JDK's client has a limit for the
 * headers only.
 */
final class TimedBody extends FilterInputStream {
  private final Duration timeout;
  private final Future<?> alarm;
  private volatile boolean expired;

  TimedBody(InputStream body, Duration timeout) {
    super(body);
    this.timeout = timeout;
    this.alarm =
        CompletableFuture.runAsync(
            this::expire,
            CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      throw explain(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw explain(e);
    }
  }

  @Override
  public void close() throws IOException {
    alarm.cancel(false);
    super.close();
  }

  private void expire() {
    expired = true;
    try {
      super.close();
    } catch (IOException e) {
      // The reader fails either way, and it reports why.
    }
  }

  private IOException explain(IOException cause) {
    return expired
        ? new IOException("the download took longer than " + timeout.toSeconds() + " s", cause)
        : cause;
  }
}
