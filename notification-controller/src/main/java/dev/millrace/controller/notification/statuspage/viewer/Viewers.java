package dev.millrace.controller.notification.statuspage.viewer;

import dev.millrace.controller.notification.statuspage.model.AppliedObject;
import dev.millrace.controller.notification.statuspage.model.AppliedState;
import dev.millrace.controller.notification.statuspage.model.AppliedVerdict;
import dev.millrace.controller.notification.statuspage.model.EventLine;
import dev.millrace.controller.notification.statuspage.model.ItemKey;
import dev.millrace.controller.notification.statuspage.model.StatusKind;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Knows viewers by their tokens, and reads for each of them what they may see. */
public final class Viewers {
  private final StatusPageSettings settings;
  private final Clock clock;
  private final ViewerReads reads;
  private final SnapshotReader snapshots;
  private final Fan fan;
  private final Sessions sessions;
  private final Map<String, Viewer> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Viewer> eldest) {
          return size() > settings.mostSessions();
        }
      };

  /**
   * Knows nobody yet.
   *
   * @param executor runs reads, a virtual thread for each
   */
  public Viewers(
      ApiServer api,
      StatusPageSettings settings,
      Sessions sessions,
      Clock clock,
      ExecutorService executor) {
    this.settings = settings;
    this.sessions = sessions;
    this.clock = clock;
    this.fan = new Fan(executor);
    this.reads = new ViewerReads(api, new AppliedVerdict(clock));
    this.snapshots = new SnapshotReader(api, fan, settings.mostPerKind());
  }

  /** What a viewer sees of one object. */
  public sealed interface Look {
    /** The object as it was read. */
    record Seen(Map<String, @Nullable Object> object) implements Look {}

    /** There is none. */
    record Missing() implements Look {}

    /** They may not see it. */
    record Forbidden() implements Look {}

    /** The API server did not say. */
    record Unknown() implements Look {}
  }

  /**
   * The owner of a token; empty when the API server can't be asked.
   *
   * @throws TokenRefused if the API server does not accept it
   */
  public Optional<Viewer> admit(ViewerToken token) {
    Optional<Viewer> before = known(token);
    return before.isPresent()
        ? before
        : reads.owner(token).map(name -> remember(new Viewer(name, token, clock.instant())));
  }

  /**
   * All that a viewer sees.
   *
   * @throws TokenRefused if the API server does not know them any more
   */
  public Viewer.Sight sight(Viewer viewer) {
    return viewer.sight(snapshots::read, clock, settings.refresh());
  }

  /** Forgets a viewer and their token; their sessions end. */
  public synchronized void forget(Viewer viewer) {
    known.remove(viewer.token().digest());
    sessions.closeAll(viewer);
  }

  /**
   * One object, read now.
   *
   * @throws TokenRefused if the API server does not know the viewer any more
   */
  public Look look(Viewer viewer, StatusKind kind, ItemKey key) {
    return switch (reads.object(viewer.token(), kind, key)) {
      case ApiAnswer.Found found -> new Look.Seen(found.tree());
      case ApiAnswer.Missing _ -> new Look.Missing();
      case ApiAnswer.Forbidden _ -> new Look.Forbidden();
      case ApiAnswer.Unusable _ -> new Look.Unknown();
    };
  }

  /** The events about an object; empty if the viewer may not see them. */
  public Optional<List<EventLine>> events(Viewer viewer, ItemKey key) {
    return reads.events(viewer.token(), key) instanceof ApiAnswer.Found found
        ? Optional.of(EventLine.of(found.tree()))
        : Optional.empty();
  }

  /** How applied objects are, as far as the viewer may see them. */
  public List<AppliedState> states(Viewer viewer, List<AppliedObject> objects) {
    return fan.out(objects, object -> reads.state(viewer.token(), object));
  }

  private synchronized Optional<Viewer> known(ViewerToken token) {
    return Optional.ofNullable(known.get(token.digest()));
  }

  private synchronized Viewer remember(Viewer viewer) {
    Instant longAgo = clock.instant().minus(settings.longestIdle());
    known.values().removeIf(each -> each.isUnusedSince(longAgo));
    Viewer before = known.putIfAbsent(viewer.token().digest(), viewer);
    return before == null ? viewer : before;
  }
}
