package dev.millrace.oci.registry;

import dev.millrace.safety.BoundedReads;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What a registry answered; the body is bounded in time, not yet in size. */
record Answer(Call call, int status, HttpHeaders headers, InputStream body)
    implements AutoCloseable {
  private static final int UNAUTHORIZED = 401;

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  boolean isUnauthorized() {
    return status == UNAUTHORIZED;
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  byte[] read(long maxBytes) throws IOException {
    return BoundedReads.readAll(body, "the answer to " + call, maxBytes);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
