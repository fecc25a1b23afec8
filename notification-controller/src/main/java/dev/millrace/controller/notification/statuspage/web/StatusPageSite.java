package dev.millrace.controller.notification.statuspage.web;

import dev.millrace.controller.notification.statuspage.model.Filter;
import dev.millrace.controller.notification.statuspage.model.PageBuilder;
import dev.millrace.controller.notification.statuspage.viewer.Sessions;
import dev.millrace.controller.notification.statuspage.viewer.StatusPageSettings;
import dev.millrace.controller.notification.statuspage.viewer.TokenRefused;
import dev.millrace.controller.notification.statuspage.viewer.Viewer;
import dev.millrace.controller.notification.statuspage.viewer.ViewerToken;
import dev.millrace.controller.notification.statuspage.viewer.Viewers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Answers requests for the status page. */
public final class StatusPageSite {
  private static final int MOST_AT_ONCE = 32;
  private static final Map<String, String> ASK = Map.of("WWW-Authenticate", "Bearer");
  private static final String NO_ANSWER =
      "The API server can't be asked at the moment. Try again in a while.";

  private final Views views;
  private final Viewers viewers;
  private final Callers callers;
  private final DetailsReader details;
  private final StatusPageSettings settings;
  private final Semaphore streams;
  private final Semaphore readers = new Semaphore(MOST_AT_ONCE);

  /** A site for these viewers. */
  public StatusPageSite(
      Views views, Viewers viewers, Sessions sessions, StatusPageSettings settings) {
    this.views = views;
    this.viewers = viewers;
    this.callers = new Callers(viewers, sessions);
    this.details = new DetailsReader(viewers);
    this.settings = settings;
    this.streams = new Semaphore(settings.mostStreams());
  }

  /** The answer to a request; may take as long as the API server does. */
  Reply answer(PageRequest request) {
    Optional<Route> route = Route.of(request.method(), request.segments());
    if (route.isEmpty()) {
      return notice(404, "Not found", "There is no such page.");
    }
    if (!readers.tryAcquire()) {
      return notice(503, "Busy", "Too many requests at once. Try again in a moment.");
    }
    try {
      return switch (route.get().access()) {
        case ANYBODY -> answerAnybody(route.get(), request);
        case VIEWER -> answerViewer(route.get(), request);
      };
    } finally {
      readers.release();
    }
  }

  private Reply answerAnybody(Route route, PageRequest request) {
    return switch (route) {
      case LOGIN_FORM -> new Reply.Html(200, views.login(""));
      case LOGIN -> login(request);
      case STYLE -> Assets.style();
      case SCRIPT -> Assets.script();
      case ICON -> Assets.icon();
      case PAGE, OBJECT, LIVE, LOGOUT ->
          throw new IllegalStateException(route + " is not for everybody");
    };
  }

  private Reply answerViewer(Route route, PageRequest request) {
    Optional<Caller> caller = callers.of(request);
    if (caller.isEmpty()) {
      return ask("");
    }
    try {
      return answer(route, request, caller.get());
    } catch (TokenRefused _) {
      callers.forget(caller.get());
      return ask("The API server does not accept your token any more.");
    }
  }

  private Reply answer(Route route, PageRequest request, Caller caller) {
    return switch (route) {
      case PAGE -> page(request, caller.viewer());
      case OBJECT -> object(request, caller.viewer());
      case LIVE -> live(request, caller);
      case LOGOUT -> new Reply.Redirect("/login", callers.logout(caller, request));
      case LOGIN_FORM, LOGIN, STYLE, SCRIPT, ICON ->
          throw new IllegalStateException(route + " is for everybody");
    };
  }

  private Reply page(PageRequest request, Viewer viewer) {
    Filter filter =
        new Filter(
            request.parameter("namespace"),
            request.parameter("kind"),
            request.parameter("text"),
            !request.parameter("problems").isEmpty());
    viewer.look(filter.namespace());
    Viewer.Sight sight = viewers.sight(viewer);
    return new Reply.Html(
        200,
        views.page(
            PageBuilder.build(viewer.name(), sight.snapshot(), filter, request.page()),
            sight.version()));
  }

  private Reply object(PageRequest request, Viewer viewer) {
    return switch (details.read(viewer, request.segments(), request.page())) {
      case DetailsReader.Result.Shown shown ->
          new Reply.Html(200, views.details(shown.details(), shown.version()));
      case DetailsReader.Result.NotFound _ -> notice(404, "Not found", "There is no such object.");
      case DetailsReader.Result.Forbidden _ ->
          notice(403, "Forbidden", "You may not see this object.");
      case DetailsReader.Result.NoAnswer _ -> notice(503, "No answer", NO_ANSWER);
    };
  }

  private Reply live(PageRequest request, Caller caller) {
    if (!streams.tryAcquire()) {
      return notice(503, "Busy", "Too many pages are kept up to date already.");
    }
    String version = request.parameter("version");
    long seen = version.matches("[0-9]{1,18}") ? Long.parseLong(version) : 0;
    return new Reply.Stream(
        new LiveFeed(caller, callers, viewers, streams, settings.refresh(), seen));
  }

  private Reply login(PageRequest request) {
    if (request.isFromElsewhere()) {
      return notice(403, "Forbidden", "Log in from the page itself.");
    }
    Optional<ViewerToken> token = ViewerToken.parse(request.form().getOrDefault("token", ""));
    if (token.isEmpty()) {
      return ask("This is not a token.");
    }
    try {
      return callers
          .login(token.get(), request)
          .<Reply>map(cookie -> new Reply.Redirect("/", cookie))
          .orElseGet(() -> notice(503, "No answer", NO_ANSWER));
    } catch (TokenRefused _) {
      return ask("The API server does not accept this token.");
    }
  }

  private Reply ask(String problem) {
    return new Reply.Html(401, views.login(problem), ASK);
  }

  private Reply notice(int status, String title, String text) {
    return new Reply.Html(status, views.notice(title, text));
  }
}
