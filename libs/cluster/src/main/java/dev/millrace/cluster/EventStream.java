package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events of a watch, one JSON object a line. The connection delivers the next piece only when
 * the last one is used up.
 */
final class EventStream implements AutoCloseable {

  private static final byte[] END = {};

  private final int limit;
  private final Duration silence;
  private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
  private final Deque<byte[]> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private @Nullable AsyncBody body;

  private EventStream(ConnectionLimits limits) {
    this.limit = limits.maxResponseBytes();
    this.silence = limits.watchTimeout().multipliedBy(2);
  }

  /**
   * Opens a stream.
   *
   * @throws ApiFailure if the server refuses
   */
  static EventStream open(Transport transport, RequestPath path) {
    EventStream stream = new EventStream(transport.limits());
    HttpResponse<AsyncBody> response = transport.open(path, stream::take);
    stream.body = response.body();
    var _ = response.body().done().whenComplete((_, _) -> stream.pieces.add(END));
    response.body().consume();
    if (!response.isSuccessful()) {
      throw stream.refusal(response.code());
    }
    return stream;
  }

  private void take(List<ByteBuffer> buffers, AsyncBody source) {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      piece.writeBytes(bytes);
    }
    if (piece.size() == 0) {
      source.consume();
    } else {
      pieces.add(piece.toByteArray());
    }
  }

  private ApiFailure refusal(int code) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (byte[] piece = nextPiece(); piece.length > 0; piece = nextPiece()) {
      text.writeBytes(piece);
      if (text.size() > limit) {
        break;
      }
    }
    close();
    return StatusReply.failure(code, text.toByteArray());
  }

  /** The next event; null at the end of the stream. */
  @Nullable Map<String, @Nullable Object> next() {
    while (lines.isEmpty()) {
      byte[] piece = nextPiece();
      if (piece.length == 0) {
        return null;
      }
      split(piece);
    }
    return Json.readObject(lines.removeFirst())
        .orElseThrow(() -> ApiFailure.unreachable("the watch sent something that is not JSON"));
  }

  private byte[] nextPiece() {
    try {
      byte[] piece = pieces.poll();
      if (piece != null) {
        return piece;
      }
      consumeMore();
      piece = pieces.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
      return piece == null ? END : piece;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return END;
    }
  }

  private void consumeMore() {
    AsyncBody open = body;
    if (open != null) {
      open.consume();
    }
  }

  private void split(byte[] piece) {
    int start = 0;
    for (int i = 0; i < piece.length; i++) {
      if (piece[i] == '\n') {
        unfinished.write(piece, start, i - start);
        if (unfinished.size() > 0) {
          lines.add(unfinished.toByteArray());
        }
        unfinished.reset();
        start = i + 1;
      }
    }
    unfinished.write(piece, start, piece.length - start);
    if (unfinished.size() > limit) {
      throw ApiFailure.unreachable("an event of a watch is larger than " + limit + " bytes");
    }
  }

  @Override
  public void close() {
    AsyncBody open = body;
    if (open != null) {
      open.cancel();
    }
  }
}
