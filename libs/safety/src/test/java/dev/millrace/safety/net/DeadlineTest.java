package dev.millrace.safety.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  @Test
  void readsNormallyBeforeTheEnd() throws IOException {
    try (var in =
        Deadline.after(Duration.ofHours(1)).guard(new ByteArrayInputStream(new byte[] {1, 2}))) {
      assertThat(in.readAllBytes()).containsExactly(1, 2);
    }
  }

  @Test
  void wakesAReaderThatWaits() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var socket = new Socket(silent.getInetAddress(), silent.getLocalPort());
        var in = Deadline.after(Duration.ofMillis(50)).guard(socket.getInputStream())) {
      assertThatThrownBy(in::read).hasMessage("it took longer than 50 ms");
    }
  }

  @Test
  void stopsAStreamThatNeverEnds() throws IOException {
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 1;
          }
        };
    try (var in = Deadline.after(Duration.ofMillis(50)).guard(endless)) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(Deadline.DeadlinePassed.class);
    }
  }

  @Test
  void originsAreEqualWhereverTheSchemesPortIsImplied() {
    assertThat(Origin.of(URI.create("https://Host/a")))
        .isEqualTo(Origin.of(URI.create("https://host:443/b")))
        .isNotEqualTo(Origin.of(URI.create("http://host/a")))
        .isNotEqualTo(Origin.of(URI.create("https://host:8443/a")))
        .isNotEqualTo(Origin.of(URI.create("https://other/a")));
  }
}
