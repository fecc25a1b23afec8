package dev.millrace.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.PreUploadHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Git over smart HTTP with real pack traffic, for fetching and pushing. */
public final class GitServer implements AutoCloseable {
  private final LoopbackServer http;
  private final Path folder;
  private final @Nullable Login login;
  private final Map<String, GitRemote> remotes = new ConcurrentHashMap<>();
  private final AtomicInteger advertisements = new AtomicInteger();
  private final AtomicInteger packs = new AtomicInteger();
  private final AtomicReference<@Nullable Runnable> beforePush = new AtomicReference<>();
  private final Set<String> protectedReferences = ConcurrentHashMap.newKeySet();

  private GitServer(Transport transport, @Nullable Login login) throws IOException {
    this.folder = Files.createTempDirectory("millrace-git-server");
    this.login = login;
    this.http = LoopbackServer.start(transport, this::handle);
  }

  /** Starts a server on any free port that asks for no password. */
  public static GitServer start() {
    return start(0, null);
  }

  /**
   * Starts a server.
   *
   * @param port the port, or 0 for any that is free
   * @param login what to demand of clients, or null for nothing
   */
  public static GitServer start(int port, @Nullable Login login) {
    return start(Transport.http(port), login);
  }

  /**
   * Starts a server.
   *
   * @param login what to demand of clients, or null for nothing
   */
  public static GitServer start(Transport transport, @Nullable Login login) {
    try {
      return new GitServer(transport, login);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address, with neither a path nor a slash at its end. */
  public URI address() {
    return http.address();
  }

  /** Makes an empty repository, reachable as {@code /NAME.git}; its default branch is main. */
  public GitRemote create(String name) {
    GitRemote remote =
        GitRemote.create(
            folder.resolve(name + ".git"), URI.create(address() + "/" + name + ".git"));
    remotes.put(name, remote);
    return remote;
  }

  /** The repository of a path such as {@code /NAME.git}, or null. */
  @Nullable GitRemote find(String path) {
    boolean named = path.startsWith("/") && path.endsWith(".git");
    return named ? remotes.get(path.substring(1, path.length() - ".git".length())) : null;
  }

  /** Refuses pushes to a reference, as protected branches do. */
  public void protect(String reference) {
    protectedReferences.add(reference);
  }

  /** Accepts pushes to a reference again. */
  public void unprotect(String reference) {
    protectedReferences.remove(reference);
  }

  /**
   * Does something once, after a client has prepared a push and before it learns the references.
   */
  public void beforeNextPush(Runnable interruption) {
    beforePush.set(interruption);
  }

  /** How often the list of references was asked for. */
  public int advertisements() {
    return advertisements.get();
  }

  /** How many packs were sent to clients. */
  public int packs() {
    return packs.get();
  }

  @Override
  public void close() {
    http.close();
    remotes.values().forEach(GitRemote::close);
    TemporaryFolders.delete(folder);
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (!LoopbackServer.isAllowed(exchange, login)) {
      return;
    }
    String path = exchange.getRequestURI().getPath();
    int end = path.indexOf(".git/");
    GitRemote remote = end < 0 ? null : remotes.get(path.substring(1, end));
    if (remote == null) {
      LoopbackServer.text(exchange, 404, "repository not found\n");
      return;
    }
    String service = path.substring(end + ".git/".length());
    switch (service) {
      case "info/refs" -> advertise(exchange, remote.repository());
      case "git-upload-pack" -> uploadPack(exchange, remote.repository());
      case "git-receive-pack" -> receivePack(exchange, remote.repository());
      default -> LoopbackServer.text(exchange, 404, "not found\n");
    }
  }

  private void advertise(HttpExchange exchange, Repository repository) throws IOException {
    advertisements.incrementAndGet();
    String query = exchange.getRequestURI().getQuery();
    String service = query == null ? "" : query.replaceFirst("^.*service=", "");
    if (!List.of("git-upload-pack", "git-receive-pack").contains(service)) {
      LoopbackServer.text(exchange, 403, "only smart HTTP is spoken here\n");
      return;
    }
    if (service.equals("git-receive-pack")) {
      Runnable interruption = beforePush.getAndSet(null);
      if (interruption != null) {
        interruption.run();
      }
    }
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/x-" + service + "-advertisement");
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      PacketLineOut out = new PacketLineOut(body);
      PacketLineOutRefAdvertiser advertiser = new PacketLineOutRefAdvertiser(out);
      out.writeString("# service=" + service + "\n");
      out.end();
      if (service.equals("git-upload-pack")) {
        uploadPack(exchange, repository, true).sendAdvertisedRefs(advertiser);
      } else {
        receivePack(repository).sendAdvertisedRefs(advertiser);
      }
    }
  }

  private void uploadPack(HttpExchange exchange, Repository repository) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      uploadPack(exchange, repository, false).upload(requestBody(exchange), body, null);
    }
  }

  private void receivePack(HttpExchange exchange, Repository repository) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-git-receive-pack-result");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      receivePack(repository).receive(requestBody(exchange), body, null);
    }
  }

  private UploadPack uploadPack(HttpExchange exchange, Repository repository, boolean advertising) {
    UploadPack pack = new UploadPack(repository);
    pack.setBiDirectionalPipe(false);
    pack.setPreUploadHook(new CountedBeforeSending(packs));
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    if (protocol != null) {
      pack.setExtraParameters(List.of(protocol.split(":", -1)));
    }
    pack.setRequestPolicy(
        advertising
            ? UploadPack.RequestPolicy.ADVERTISED
            : UploadPack.RequestPolicy.REACHABLE_COMMIT);
    return pack;
  }

  private ReceivePack receivePack(Repository repository) {
    ReceivePack pack = new ReceivePack(repository);
    pack.setBiDirectionalPipe(false);
    pack.setAllowPushOptions(true);
    pack.setPreReceiveHook((_, commands) -> commands.forEach(this::refuseIfProtected));
    return pack;
  }

  private void refuseIfProtected(ReceiveCommand command) {
    if (protectedReferences.contains(command.getRefName())) {
      command.setResult(
          ReceiveCommand.Result.REJECTED_OTHER_REASON, "GH006: Protected branch update failed");
    }
  }

  private static InputStream requestBody(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(body)
        : body;
  }

  /** Counts a pack before the client gets it, so that whoever has it finds it counted. */
  private record CountedBeforeSending(AtomicInteger packs) implements PreUploadHook {
    @Override
    public void onBeginNegotiateRound(
        UploadPack upload, Collection<? extends ObjectId> wants, int offered) {
      // Only packs count.
    }

    @Override
    public void onEndNegotiateRound(
        UploadPack upload,
        Collection<? extends ObjectId> wants,
        int common,
        int missing,
        boolean ready) {
      // Only packs count.
    }

    @Override
    public void onSendPack(
        UploadPack upload,
        Collection<? extends ObjectId> wants,
        Collection<? extends ObjectId> haves) {
      packs.incrementAndGet();
    }
  }
}
