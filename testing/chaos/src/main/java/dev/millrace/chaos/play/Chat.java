package dev.millrace.chaos.play;

import dev.millrace.servers.WebhookSink;
import dev.millrace.servers.WebhookSink.Received;
import dev.millrace.servers.WebhookSink.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The far end of all alerts: it hears what it answers with 200, and can be deaf for a while. */
public final class Chat implements AutoCloseable {
  private final WebhookSink sink = WebhookSink.start();
  private final List<Received> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger deaf = new AtomicInteger();

  private Chat() {}

  static Chat start() {
    Chat chat = new Chat();
    chat.sink.answer(chat::answer);
    return chat;
  }

  /** The next messages are answered with 500. */
  public void miss(int messages) {
    deaf.set(messages);
  }

  /** How many messages are still to be missed. */
  public int stillMissing() {
    return deaf.get();
  }

  /** The address of a channel. */
  String channel(String name) {
    return sink.address() + "/" + name;
  }

  /** What was heard in a channel, oldest first. */
  List<String> heard(String name) {
    return heard.stream()
        .filter(each -> each.uri().getPath().equals("/" + name))
        .map(Received::body)
        .toList();
  }

  @Override
  public void close() {
    sink.close();
  }

  private Reply answer(Received message) {
    if (deaf.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return new Reply(500, "not now");
    }
    heard.add(message);
    return new Reply(200, "ok");
  }
}
