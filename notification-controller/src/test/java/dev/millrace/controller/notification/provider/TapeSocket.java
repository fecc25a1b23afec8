package dev.millrace.controller.notification.provider;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection whose far end says what is on a tape, whatever it hears, and is never there. */
final class TapeSocket extends Socket {
  private final InputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  TapeSocket(String tape) {
    this.in = new ByteArrayInputStream(tape.getBytes(StandardCharsets.UTF_8));
  }

  /** What was said to the far end. */
  String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }
}
