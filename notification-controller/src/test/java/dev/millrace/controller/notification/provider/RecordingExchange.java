package dev.millrace.controller.notification.provider;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers requests, and answers them from a script; what is not in the script succeeds. */
public final class RecordingExchange implements Exchange {
  private final List<OutgoingRequest> requests = new ArrayList<>();
  private final Map<String, ServiceAnswer> script = new LinkedHashMap<>();

  /** Answers requests whose method and URL start with a text. */
  public RecordingExchange answering(String start, int status, String body) {
    script.put(start, new ServiceAnswer(status, body));
    return this;
  }

  @Override
  public ServiceAnswer send(OutgoingRequest request) {
    requests.add(request);
    String line = request.method() + " " + request.uri();
    return script.entrySet().stream()
        .filter(each -> line.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> new ServiceAnswer(200, request.method().equals("GET") ? "[]" : "{}"));
  }

  /** All requests as {@code METHOD URL}. */
  public List<String> lines() {
    return requests.stream().map(each -> each.method() + " " + each.uri()).toList();
  }

  /** The last request. */
  public OutgoingRequest last() {
    return requests.getLast();
  }

  /** The body of the last request. */
  public String lastBody() {
    return new String(last().body(), StandardCharsets.UTF_8);
  }
}
