package dev.millrace.chaos;

import dev.millrace.chaos.proxy.ApiRequest;
import dev.millrace.chaos.proxy.Fault;
import dev.millrace.chaos.proxy.Verdict;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What may be wrong with an API server, as often as said and then no more. */
public enum ServerFault {
  TOO_MANY_REQUESTS("429 with Retry-After", 20, _ -> true, status(429, "Retry-After: 1")),
  CONFLICTS("a storm of 409", 10, ServerFault::changes, status(409, "")),
  ERRORS("500", 10, _ -> true, status(500, "")),
  SLOW("answers after 500 ms", 40, each -> !each.isWatch(), new Verdict.Delay(500)),
  CUT("cut after 200 bytes of an answer", 10, each -> !each.isWatch(), new Verdict.Cut(200)),
  WATCH_CUT("watches that end at once", 10, ApiRequest::isWatch, new Verdict.Cut(0)),
  WATCH_GONE("watches that are answered with 410", 10, ApiRequest::isWatch, status(410, "")),
  EXPIRED_TOKEN("401, as with an expired token", 10, _ -> true, status(401, "")),
  EXPIRED_PAGES(
      "lists whose next page has expired (410)", 5, ApiRequest::continuesPages, status(410, ""));

  private final String title;
  private final int times;
  private final Predicate<ApiRequest> concerned;
  private final Verdict verdict;

  ServerFault(String title, int times, Predicate<ApiRequest> concerned, Verdict verdict) {
    this.title = title;
    this.times = times;
    this.concerned = concerned;
    this.verdict = verdict;
  }

  /** What happens, in words. */
  public String title() {
    return title;
  }

  /** A fault for one play: every second request that is concerned, until it was often enough. */
  Fault fault() {
    AtomicInteger seen = new AtomicInteger();
    return request -> {
      if (this == EXPIRED_PAGES && request.beginsPages()) {
        return new Verdict.Elsewhere(request.targetWithSmallPages());
      }
      if (!concerned.test(request)) {
        return new Verdict.Forward();
      }
      int number = seen.getAndIncrement();
      return number % 2 == 0 && number / 2 < times ? verdict : new Verdict.Forward();
    };
  }

  private static boolean changes(ApiRequest request) {
    return !request.method().equals("GET") && !request.method().equals("POST");
  }

  private static Verdict status(int code, String header) {
    String reason =
        switch (code) {
          case 401 -> "Unauthorized";
          case 409 -> "Conflict";
          case 410 -> "Expired";
          case 429 -> "TooManyRequests";
          default -> "InternalError";
        };
    return new Verdict.Answer(
        code,
        header,
        """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"a fault","reason":"%s","code":%d}
        """
            .formatted(reason, code));
  }
}
