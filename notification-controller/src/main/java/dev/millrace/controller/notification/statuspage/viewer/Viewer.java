package dev.millrace.controller.notification.statuspage.viewer;

import dev.millrace.controller.notification.statuspage.model.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks at the page, and what they saw last. While their objects are read, other
 * requests of the same viewer wait for the result.
 */
public final class Viewer {
  private static final int MOST_NAMESPACES = 20;
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  /**
   * What a viewer saw.
   *
   * @param version changes when the content does; no two contents have the same
   */
  public record Sight(Snapshot snapshot, long version, Instant at) {}

  private final String name;
  private final ViewerToken token;
  private final Set<String> namespaces = new LinkedHashSet<>();
  private @Nullable Sight last;
  private volatile Instant used;

  /**
   * A viewer.
   *
   * @param name as the API server names them
   * @param now when they came
   */
  Viewer(String name, ViewerToken token, Instant now) {
    this.name = name;
    this.token = token;
    this.used = now;
    if (name.startsWith(SERVICE_ACCOUNT)) {
      look(name.substring(SERVICE_ACCOUNT.length()).split(":", 2)[0]);
    }
  }

  /** As the API server names them. */
  public String name() {
    return name;
  }

  /** By which the API server knows them. */
  ViewerToken token() {
    return token;
  }

  /** Where to look when they may not look everywhere. */
  synchronized List<String> namespaces() {
    return List.copyOf(namespaces);
  }

  /** Looks into this namespace, too; the one named first is given up when there are too many. */
  public synchronized void look(String namespace) {
    if (NAMESPACE.matcher(namespace).matches() && namespaces.add(namespace)) {
      if (namespaces.size() > MOST_NAMESPACES) {
        namespaces.remove(namespaces.iterator().next());
      }
      last = null;
    }
  }

  /** What they see, read anew unless that was done a moment ago. */
  synchronized Sight sight(Function<Viewer, Snapshot> reader, Clock clock, Duration freshFor) {
    Instant now = clock.instant();
    used = now;
    Sight before = last;
    if (before != null && now.isBefore(before.at.plus(freshFor))) {
      return before;
    }
    Snapshot snapshot = reader.apply(this);
    Sight sight = new Sight(snapshot, versionAfter(before, snapshot, now), now);
    last = sight;
    return sight;
  }

  /** Whether nothing was read for them since then. */
  boolean isUnusedSince(Instant then) {
    return used.isBefore(then);
  }

  private static long versionAfter(@Nullable Sight before, Snapshot snapshot, Instant now) {
    return before != null && before.snapshot.equals(snapshot) ? before.version : now.toEpochMilli();
  }
}
