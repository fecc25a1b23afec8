package dev.millrace.controller.notification.statuspage.viewer;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Viewers who logged in with a form. A session is known by a number that nobody can guess and that
 * means nothing elsewhere; the token stays here, in memory.
 */
public final class Sessions {
  private static final int ID_BYTES = 32;

  private record Session(Viewer viewer, Instant opened, Instant used) {}

  private final StatusPageSettings settings;
  private final Clock clock;
  private final SecureRandom random;
  private final Map<String, Session> sessions = new HashMap<>();

  /** No sessions yet. */
  public Sessions(StatusPageSettings settings, Clock clock, SecureRandom random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** Begins a session and returns its id. */
  public synchronized String open(Viewer viewer) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    makeRoom();
    Instant now = clock.instant();
    sessions.put(text, new Session(viewer, now, now));
    return text;
  }

  /** The viewer of a session that goes on; this counts as use. */
  public synchronized Optional<Viewer> use(String id) {
    Session session = sessions.get(id);
    if (session == null) {
      return Optional.empty();
    }
    if (isOver(session)) {
      sessions.remove(id);
      return Optional.empty();
    }
    sessions.put(id, new Session(session.viewer, session.opened, clock.instant()));
    return Optional.of(session.viewer);
  }

  /** Ends a session, if there is one. */
  public synchronized void close(String id) {
    sessions.remove(id);
  }

  /** Ends all sessions of a viewer whose token is worth nothing any more. */
  synchronized void closeAll(Viewer viewer) {
    sessions.values().removeIf(each -> each.viewer == viewer);
  }

  private boolean isOver(Session session) {
    Instant now = clock.instant();
    return !now.isBefore(session.opened.plus(settings.longestSession()))
        || !now.isBefore(session.used.plus(settings.longestIdle()));
  }

  private void makeRoom() {
    sessions.values().removeIf(this::isOver);
    if (sessions.size() >= settings.mostSessions()) {
      sessions.entrySet().stream()
          .min(Comparator.comparing(each -> each.getValue().used()))
          .map(Map.Entry::getKey)
          .ifPresent(sessions::remove);
    }
  }
}
