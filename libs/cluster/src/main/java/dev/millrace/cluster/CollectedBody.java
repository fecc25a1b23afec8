package dev.millrace.cluster;

import dev.millrace.apply.cluster.ApiFailure;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Takes in an answer as a whole, up to a limit. */
final class CollectedBody implements AsyncBody.Consumer<List<ByteBuffer>> {

  private final int limit;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

  CollectedBody(int limit) {
    this.limit = limit;
  }

  @Override
  public synchronized void consume(List<ByteBuffer> buffers, AsyncBody body) {
    for (ByteBuffer buffer : buffers) {
      if (collected.size() + buffer.remaining() > limit) {
        body.cancel();
        throw ApiFailure.unreachable(
            "the answer of the API server is larger than " + limit + " bytes");
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      collected.writeBytes(bytes);
    }
    body.consume();
  }

  synchronized byte[] bytes() {
    return collected.toByteArray();
  }
}
