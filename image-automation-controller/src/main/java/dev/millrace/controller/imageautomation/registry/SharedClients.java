package dev.millrace.controller.imageautomation.registry;

import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.oci.registry.PlainRegistries;
import dev.millrace.oci.registry.RegistryClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets all who reach a registry in the same way use the same connections, tokens and knowledge of
 * how it wants to be spoken to. Thread-safe.
 */
final class SharedClients {
  private static final int MOST_IDLE = 64;
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);

  /** After these a registry is as we know it; after all others it may have changed. */
  private static final Set<Reason> HARMLESS =
      EnumSet.of(
          Reason.NOT_FOUND,
          Reason.TOO_MANY_REQUESTS,
          Reason.LIMIT,
          Reason.DIGEST_MISMATCH,
          Reason.NO_MATCH,
          Reason.UNVERIFIED);

  private final Clock clock;
  private final PlainRegistries plain;
  private final Map<Key, Shared> clients = new HashMap<>();

  private record Key(String registry, RegistryAccess access) {}

  private static final class Shared {
    private final RegistryClient client;
    private int users;
    private Instant idleSince = Instant.MAX;

    Shared(RegistryClient client) {
      this.client = client;
    }

    boolean isIdle() {
      return users == 0;
    }
  }

  /** What somebody wants to know from a registry. */
  @FunctionalInterface
  interface Question<T> {
    T ask(RegistryClient client) throws RegistryException;
  }

  SharedClients(Clock clock) {
    this.clock = clock;
    this.plain = new PlainRegistries(clock);
  }

  /**
   * Asks a registry.
   *
   * @throws IOException when the TLS settings can't be used
   */
  <T> T ask(String registry, RegistryAccess access, Question<T> question) throws IOException {
    Key key = new Key(registry, access);
    Shared shared = borrow(key);
    boolean usable = false;
    try {
      T answer = question.ask(shared.client);
      usable = true;
      return answer;
    } catch (RegistryException e) {
      usable = HARMLESS.contains(e.reason());
      throw e;
    } finally {
      giveBack(key, shared, usable);
    }
  }

  private synchronized Shared borrow(Key key) throws IOException {
    Shared shared = clients.get(key);
    if (shared == null) {
      shared = new Shared(RegistryClient.open(key.access, plain));
      clients.put(key, shared);
    }
    shared.users++;
    return shared;
  }

  private void giveBack(Key key, Shared shared, boolean usable) {
    superfluous(key, shared, usable).forEach(RegistryClient::close);
  }

  /** The clients that nobody needs any more now that one was given back. */
  private synchronized List<RegistryClient> superfluous(Key key, Shared shared, boolean usable) {
    Instant now = clock.instant();
    shared.users--;
    shared.idleSince = now;
    List<RegistryClient> superfluous = new ArrayList<>();
    if (!usable) {
      clients.remove(key, shared);
    }
    if (shared.isIdle() && clients.get(key) != shared) {
      superfluous.add(shared.client);
    }
    superfluous.addAll(removeIdle(now));
    return superfluous;
  }

  private List<RegistryClient> removeIdle(Instant now) {
    List<Map.Entry<Key, Shared>> idle =
        clients.entrySet().stream()
            .filter(each -> each.getValue().isIdle())
            .sorted(Comparator.comparing(each -> each.getValue().idleSince))
            .toList();
    List<RegistryClient> removed = new ArrayList<>();
    for (int i = 0; i < idle.size(); i++) {
      Shared each = idle.get(i).getValue();
      if (idle.size() - i > MOST_IDLE || each.idleSince.plus(LONGEST_IDLE).isBefore(now)) {
        clients.remove(idle.get(i).getKey());
        removed.add(each.client);
      }
    }
    return removed;
  }
}
