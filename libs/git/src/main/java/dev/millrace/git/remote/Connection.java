package dev.millrace.git.remote;

import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitException.Reason;
import dev.millrace.git.GitLimits;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.http.HttpAccess;
import dev.millrace.git.remote.PushTarget.Movement;
import dev.millrace.git.ssh.SshAccess;
import dev.millrace.git.store.ScratchRepository;
import dev.millrace.safety.net.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** JGit's transport for one operation, set up with our access and bounds, its errors translated. */
final class Connection implements AutoCloseable {
  private static final String NOT_ATOMIC = "Atomic push not supported";
  private static final String NOT_FORWARD = "non-fast-forward update: it has other commits by now";

  private final Transport transport;
  private final @Nullable HttpAccess http;
  private final @Nullable SshAccess ssh;
  private final Failures failures;
  private final Deadline deadline;
  private final Extent extent;
  private @Nullable FetchConnection fetching;

  private Connection(
      Transport transport,
      @Nullable HttpAccess http,
      @Nullable SshAccess ssh,
      Failures failures,
      Deadline deadline,
      Extent extent) {
    this.transport = transport;
    this.http = http;
    this.ssh = ssh;
    this.failures = failures;
    this.deadline = deadline;
    this.extent = extent;
  }

  /** Sets up the transport; nothing is sent yet. */
  static Connection open(
      ScratchRepository repository,
      RemoteAccess access,
      GitLimits limits,
      Extent extent,
      Failures failures)
      throws GitException {
    var deadline = Deadline.after(access.timeout());
    HttpAccess http = null;
    SshAccess ssh = null;
    try {
      var transport = Transport.open(repository, uriOf(access));
      transport.setTagOpt(TagOpt.NO_TAGS);
      if (extent.newestOnly()) {
        transport.setDepth(1);
      }
      var filter = extent.filter();
      if (filter != null) {
        transport.setFilterSpec(FilterSpec.fromFilterLine(filter));
      }
      transport.setTimeout((int) Math.max(1, access.timeout().toSeconds()));
      if (transport instanceof TransportHttp overHttp) {
        http = HttpAccess.open(access, limits, deadline);
        overHttp.setHttpConnectionFactory(http);
      } else if (transport instanceof SshTransport overSsh) {
        ssh = SshAccess.open(access, limits, deadline, repository.folder());
        overSsh.setSshSessionFactory(ssh);
      }
      return new Connection(transport, http, ssh, failures, deadline, extent);
    } catch (IOException e) {
      throw failures.explain(e, 0, null);
    }
  }

  private static URIish uriOf(RemoteAccess access) {
    var url = access.url();
    var uri =
        new URIish()
            .setScheme(url.scheme())
            .setHost(url.host())
            .setPort(url.port())
            .setPath(url.path());
    return access.credentials() instanceof GitCredentials.SshKey key
        ? uri.setUser(key.username())
        : uri;
  }

  /** The references that start with one of the prefixes, as far as the server filters. */
  List<RemoteReference> list(String... prefixes) throws GitException {
    try {
      fetching = transport.openFetch(List.of(), prefixes);
      var references = new ArrayList<RemoteReference>();
      for (var reference : fetching.getRefs()) {
        var id = reference.getObjectId();
        if (id != null) {
          references.add(toReference(reference, id.name()));
        }
      }
      return references;
    } catch (IOException | RuntimeException e) {
      throw translate(e);
    }
  }

  private static RemoteReference toReference(Ref reference, String id) {
    var peeled = reference.getPeeledObjectId();
    return peeled == null
        ? new RemoteReference(reference.getName(), id, null)
        : new RemoteReference(reference.getName(), peeled.name(), id);
  }

  /** When all has to be done. */
  Deadline deadline() {
    return deadline;
  }

  /** Fetches objects by their ids. {@link #list} comes first. */
  void fetch(Collection<String> ids) throws GitException {
    fetch(ids, Set.of());
  }

  /**
   * Fetches objects by their ids, but not what is here.
   *
   * @param haves commits that are here with all their files
   */
  void fetch(Collection<String> ids, Set<ObjectId> haves) throws GitException {
    var connection = fetching;
    if (connection == null) {
      throw new IllegalStateException("list the references first");
    }
    var wanted = ids.stream().map(Connection::wanted).toList();
    try {
      connection.fetch(new DeadlineMonitor(), wanted, haves);
    } catch (IOException | RuntimeException e) {
      if (extent.isPartial()
          && Failures.causes(e).stream().anyMatch(PackProtocolException.class::isInstance)) {
        throw failures.failed(Reason.UNSUPPORTED, "the server can't leave out files");
      }
      throw translate(e);
    }
  }

  /** Whether a commit of the remote led to the one that a push is based on. */
  @FunctionalInterface
  interface Ancestry {
    boolean holds(ObjectId commit) throws GitException;
  }

  /**
   * Moves references of the remote to a commit: all of them or none, if the server can do that.
   *
   * @param base the commit that the new one is made on
   * @param ancestry asked about references that are not at the base
   */
  void push(
      ScratchRepository repository,
      ObjectId base,
      ObjectId commit,
      PushTarget target,
      Ancestry ancestry)
      throws GitException {
    if (!target.options().isEmpty()) {
      transport.setPushOptions(
          target.options().entrySet().stream()
              .map(option -> option.getKey() + "=" + option.getValue())
              .toList());
    }
    transport.setPushAtomic(target.destinations().size() > 1);
    Map<String, RemoteRefUpdate> updates;
    try {
      updates = sendTogetherIfPossible(repository, base, commit, target, ancestry);
    } catch (IOException | RuntimeException e) {
      throw e instanceof GitException explained ? explained : translate(e);
    }
    for (var update : updates.values()) {
      requireDone(update);
    }
  }

  private Map<String, RemoteRefUpdate> sendTogetherIfPossible(
      ScratchRepository repository,
      ObjectId base,
      ObjectId commit,
      PushTarget target,
      Ancestry ancestry)
      throws IOException {
    try {
      return send(repository, base, commit, target, ancestry);
    } catch (TransportException e) {
      if (!transport.isPushAtomic() || !String.valueOf(e.getMessage()).contains(NOT_ATOMIC)) {
        throw e;
      }
      transport.setPushAtomic(false);
      return send(repository, base, commit, target, ancestry);
    }
  }

  private Map<String, RemoteRefUpdate> send(
      ScratchRepository repository,
      ObjectId base,
      ObjectId commit,
      PushTarget target,
      Ancestry ancestry)
      throws IOException {
    var updates = new HashMap<String, RemoteRefUpdate>();
    try (var pushing = transport.openPush()) {
      for (var destination : target.destinations()) {
        var name = destination.reference();
        var known = pushing.getRef(name);
        var old = known == null ? null : known.getObjectId();
        if (old != null && !mayMove(destination.movement(), old, base, ancestry)) {
          throw moved(name);
        }
        boolean force = destination.movement() == Movement.FORCED;
        updates.put(
            name,
            new RemoteRefUpdate(
                repository,
                commit.name(),
                commit,
                name,
                force,
                null,
                old == null ? ObjectId.zeroId() : old));
      }
      pushing.push(new DeadlineMonitor(), updates);
    }
    return updates;
  }

  private static boolean mayMove(Movement movement, ObjectId old, ObjectId base, Ancestry ancestry)
      throws GitException {
    return switch (movement) {
      case FORCED -> true;
      case FROM_BASE -> base.equals(old);
      case FORWARD -> base.equals(old) || ancestry.holds(old);
    };
  }

  private void requireDone(RemoteRefUpdate update) throws GitException {
    switch (update.getStatus()) {
      case OK, UP_TO_DATE -> {}
      case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> throw moved(update.getRemoteName());
      default ->
          throw rejected(
              update.getRemoteName(),
              update.getMessage() == null ? "the server gives no reason" : update.getMessage());
    }
  }

  private GitException moved(String reference) {
    return failures.failed(
        Reason.REMOTE_MOVED, "'%s' was rejected: %s".formatted(reference, NOT_FORWARD));
  }

  private GitException rejected(String reference, String why) {
    return failures.failed(Reason.PUSH_REJECTED, "'%s' was rejected: %s".formatted(reference, why));
  }

  private static Ref wanted(String id) {
    return new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id, ObjectId.fromString(id));
  }

  GitException translate(Exception failure) {
    return failures.explain(
        failure, http == null ? 0 : http.lastStatus(), ssh == null ? null : ssh.refusal());
  }

  @Override
  public void close() {
    if (fetching != null) {
      fetching.close();
    }
    transport.close();
    if (http != null) {
      http.close();
    }
    if (ssh != null) {
      ssh.close();
    }
  }

  /** Lets JGit stop between two steps of its own work. */
  private final class DeadlineMonitor extends EmptyProgressMonitor {
    @Override
    public boolean isCancelled() {
      return deadline.isOver() || Thread.currentThread().isInterrupted();
    }
  }
}
