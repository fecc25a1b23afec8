package dev.millrace.controller.source.config;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.servers.ChartRepository;
import dev.millrace.servers.GitRemote;
import dev.millrace.servers.GitServer;
import dev.millrace.servers.GitSshServer;
import dev.millrace.servers.Login;
import dev.millrace.servers.OciRegistry;
import dev.millrace.servers.OciRegistry.Layer;
import dev.millrace.servers.ScriptedServer;
import dev.millrace.servers.SshKey;
import dev.millrace.servers.TarGz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers of which some are broken, some closed, and some serve what nobody should take. */
final class HostileServers implements AutoCloseable {
  /** A password that opens nothing and must not be shown. */
  static final String PASSWORD = "wr0ng-s3cret";

  private static final String FLUX = "application/vnd.cncf.flux.content.v1.tar+gzip";
  private static final Login READER = new Login("reader", "right");

  final GitServer git = GitServer.start();
  final GitServer closedGit = GitServer.start(0, READER);
  final GitSshServer ssh = GitSshServer.start(git);
  final OciRegistry registry = OciRegistry.start();
  final OciRegistry closedRegistry = OciRegistry.start(0, READER);
  final ChartRepository charts = ChartRepository.start();
  final ChartRepository closedCharts = ChartRepository.start(0, READER);
  final ScriptedServer brokenCharts = ScriptedServer.start(HostileServers::broken);
  final GitRemote shop = git.create("shop");

  HostileServers() {
    shop.commit("Add the shop", Map.of("app.yaml", "kind: ConfigMap"));
    git.create("empty");
    closedGit.create("shop").commit("Add the shop", Map.of("app.yaml", "kind: ConfigMap"));
    put("good", Map.of("app.yaml", "kind: ConfigMap"));
    put("climbing", Map.of("../../../etc/cron.d/evil", "x"));
    put("bomb", Map.of("zeros", "0".repeat(64 << 20)));
    registry.putArtifact(
        "html", "latest", "application/json", List.of(new Layer(FLUX, utf8("<html>"))), Map.of());
    charts.publish("hostile", "1.0.0", TarGz.of(Map.of("../evil/Chart.yaml", utf8("name: evil"))));
    charts.publish("broken", "1.0.0", utf8("<html>"));
    charts.publish("large", "1.0.0", new byte[200_000]);
  }

  private void put(String repository, Map<String, String> files) {
    Map<String, byte[]> content = new HashMap<>();
    files.forEach((path, text) -> content.put(path, utf8(text)));
    registry.putArtifact(
        repository,
        "latest",
        "application/json",
        List.of(new Layer(FLUX, TarGz.of(content))),
        Map.of());
  }

  /** The Secrets that objects name, by their names. */
  Map<String, Map<String, String>> secrets() {
    Map<String, Map<String, String>> secrets = new LinkedHashMap<>();
    secrets.put("login", Map.of("username", "reader", "password", PASSWORD));
    secrets.put(
        "docker",
        Map.of(
            ".dockerconfigjson",
            "{\"auths\":{\"%s\":{\"username\":\"reader\",\"password\":\"%s\"}}}"
                .formatted(closedRegistry.host(), PASSWORD)));
    String identity = SshKey.generate("ssh-ed25519").identity();
    secrets.put("stranger", Map.of("identity", identity, "known_hosts", ssh.knownHosts()));
    secrets.put("wrong-host", Map.of("identity", identity, "known_hosts", ssh.wrongKnownHosts()));
    secrets.put(
        "no-host", Map.of("identity", identity, "known_hosts", "github.com ssh-ed25519 AAAA"));
    secrets.put("not-a-ca", Map.of("ca.crt", "nonsense"));
    secrets.put("no-keys", Map.of("readme", "nothing"));
    return secrets;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable server :
        List.of(
            ssh, git, closedGit, registry, closedRegistry, charts, closedCharts, brokenCharts)) {
      server.close();
    }
  }

  private static void broken(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/no-yaml/index.yaml" -> ScriptedServer.reply(exchange, 200, "entries: [\n\t:");
      case "/no-version/index.yaml" -> ScriptedServer.reply(exchange, 200, "entries: {}");
      case "/endless/index.yaml" -> ScriptedServer.reply(exchange, 200, "#".repeat(300_000));
      case "/loop/index.yaml" -> ScriptedServer.redirect(exchange, 302, "/loop/index.yaml");
      default -> ScriptedServer.reply(exchange, 404, "no");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
