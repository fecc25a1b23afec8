package dev.millrace.conformance.flux;

import dev.millrace.controller.notification.provider.Exchange;
import dev.millrace.controller.notification.provider.OutgoingRequest;
import dev.millrace.controller.notification.provider.ServiceAnswer;
import java.util.ArrayList;
import java.util.List;

/** The sink of the suite {@code events}; it answers as the one did that recorded the cases. */
final class EventSink implements Exchange {
  private final List<OutgoingRequest> requests = new ArrayList<>();

  @Override
  public ServiceAnswer send(OutgoingRequest request) {
    requests.add(request);
    String path = request.uri().getPath();
    if (EventsSuite.isWrite(request.method())) {
      return new ServiceAnswer(200, "{}");
    }
    if (path.endsWith("/user")) {
      return new ServiceAnswer(200, "{\"login\":\"bot\",\"username\":\"bot\"}");
    }
    return path.endsWith("/builds") ? new ServiceAnswer(404, "") : new ServiceAnswer(200, "[]");
  }

  /** The requests that were no look-ups, in order. */
  List<OutgoingRequest> written() {
    return requests.stream().filter(each -> EventsSuite.isWrite(each.method())).toList();
  }
}
