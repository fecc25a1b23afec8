package dev.millrace.controller.notification.statuspage.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A headless Chromium with one page, driven by its DevTools protocol. The environment variable
 * {@code MILLRACE_BROWSER} names the program.
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTENING = "DevTools listening on ";
  private static final long PATIENCE_SECONDS = 90;
  private static final long ANSWER_SECONDS = 5;

  private final Process process;
  private final Path profile;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final WebSocket socket;
  private final String session;

  private Browser(String program) throws Exception {
    profile = Files.createTempDirectory("millrace-browser");
    process =
        new ProcessBuilder(
                program,
                "--headless",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--hide-scrollbars",
                "about:blank")
            .redirectErrorStream(true)
            .start();
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(awaitAddress()), new Answers())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String target =
        call("Target.createTarget", "", Map.of("url", "about:blank")).at("/targetId").asText();
    session =
        call("Target.attachToTarget", "", Map.of("targetId", target, "flatten", true))
            .at("/sessionId")
            .asText();
    call("Page.enable", Map.of());
  }

  /** The browser that the environment names, if it names one. */
  static Optional<String> program() {
    return Optional.ofNullable(System.getenv("MILLRACE_BROWSER")).filter(each -> !each.isBlank());
  }

  static Browser start(String program) throws Exception {
    return new Browser(program);
  }

  /** Gives the page a size and colours. */
  void show(int width, int height, boolean dark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            new Object[] {
              Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light")
            }));
  }

  /** Goes to a page and waits until it is loaded. */
  void open(String address) throws Exception {
    call("Page.navigate", Map.of("url", address));
    await(
        "location.href.startsWith('%s') && document.readyState === 'complete'".formatted(address));
  }

  /** Waits until an expression is true, on whatever page is there by then. */
  void await(String expression) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isTrue(expression)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "the page never came to %s; it is %s"
                .formatted(expression, evaluate("document.documentElement.outerHTML").asText()));
      }
      Thread.sleep(100);
    }
  }

  /** Says no when there is no answer, either: it got lost with a page that was left. */
  private boolean isTrue(String expression) throws Exception {
    try {
      return evaluate(expression).asBoolean();
    } catch (TimeoutException _) {
      return false;
    }
  }

  /** The value of an expression on the page. */
  JsonNode evaluate(String expression) throws Exception {
    return call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
        .at("/result/value");
  }

  /** Writes what the page looks like to a PNG file. */
  void screenshot(Path file) throws Exception {
    Files.createDirectories(file.getParent());
    String data = call("Page.captureScreenshot", Map.of("format", "png")).at("/data").asText();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    http.shutdownNow();
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private String awaitAddress() throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
        return line.substring(LISTENING.length()).strip();
      }
    }
    throw new IOException("the browser ended before it listened");
  }

  private JsonNode call(String method, Map<String, Object> parameters) throws Exception {
    return call(method, session, parameters);
  }

  private JsonNode call(String method, String inSession, Map<String, Object> parameters)
      throws Exception {
    int id = lastId.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!inSession.isEmpty()) {
      message.put("sessionId", inSession);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(JSON.writeValueAsString(message), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    JsonNode reply = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    if (reply.has("error")) {
      throw new AssertionError(method + ": " + reply.get("error"));
    }
    return reply.path("result");
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        answered(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void answered(String message) {
      try {
        JsonNode reply = JSON.readTree(message);
        CompletableFuture<JsonNode> waiting = answers.remove(reply.path("id").asInt());
        if (waiting != null) {
          waiting.complete(reply);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
