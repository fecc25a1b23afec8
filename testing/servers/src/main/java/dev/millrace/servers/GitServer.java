package dev.millrace.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.PreUploadHook;
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

  /** How often the list of references of any repository was asked for. */
  public int advertisements() {
    return remotes.values().stream().mapToInt(each -> each.traffic().advertisements()).sum();
  }

  /** How many packs of any repository were sent to clients. */
  public int packs() {
    return remotes.values().stream().mapToInt(each -> each.traffic().packs()).sum();
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
      case "info/refs" -> advertise(exchange, remote);
      case "git-upload-pack" -> uploadPack(exchange, remote);
      case "git-receive-pack" -> receivePack(exchange, remote);
      default -> LoopbackServer.text(exchange, 404, "not found\n");
    }
  }

  private void advertise(HttpExchange exchange, GitRemote remote) throws IOException {
    remote.traffic().countAdvertisement();
    String query = exchange.getRequestURI().getQuery();
    String service = query == null ? "" : query.replaceFirst("^.*service=", "");
    if (!List.of("git-upload-pack", "git-receive-pack").contains(service)) {
      LoopbackServer.text(exchange, 403, "only smart HTTP is spoken here\n");
      return;
    }
    if (service.equals("git-receive-pack")) {
      remote.pushes().interrupt();
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
        uploadPack(exchange, remote, true).sendAdvertisedRefs(advertiser);
      } else {
        receivePack(remote).sendAdvertisedRefs(advertiser);
      }
    }
  }

  private void uploadPack(HttpExchange exchange, GitRemote remote) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = remote.traffic().counting(exchange.getResponseBody())) {
      uploadPack(exchange, remote, false).upload(requestBody(exchange), body, null);
    }
  }

  private void receivePack(HttpExchange exchange, GitRemote remote) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-git-receive-pack-result");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      ByteArrayOutputStream report = new ByteArrayOutputStream();
      receivePack(remote).receive(requestBody(exchange), report, null);
      remote.pushes().delayAnswer();
      report.writeTo(body);
    }
  }

  private UploadPack uploadPack(HttpExchange exchange, GitRemote remote, boolean advertising) {
    UploadPack pack = new UploadPack(remote.repository());
    pack.setBiDirectionalPipe(false);
    pack.setPreUploadHook(new CountedBeforeSending(remote.traffic()));
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

  private ReceivePack receivePack(GitRemote remote) {
    ReceivePack pack = new ReceivePack(remote.repository());
    pack.setBiDirectionalPipe(false);
    pack.setAllowPushOptions(true);
    pack.setPreReceiveHook(
        (push, commands) -> {
          remote.traffic().keepPushOptions(push.getPushOptions());
          commands.forEach(remote.pushes()::check);
        });
    return pack;
  }

  private static InputStream requestBody(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(body)
        : body;
  }

  /** Counts a pack before the client gets it, so that whoever has it finds it counted. */
  private record CountedBeforeSending(GitTraffic traffic) implements PreUploadHook {
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
      traffic.countPack();
    }
  }
}
