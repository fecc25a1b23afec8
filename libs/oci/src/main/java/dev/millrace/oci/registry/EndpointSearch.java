package dev.millrace.oci.registry;

import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.safety.net.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Finds out how registries want to be spoken to. Where plain HTTP is a second choice, TLS gets a
 * head start, as in the client that Flux uses: a server that does not speak it may leave a client
 * waiting.
 */
final class EndpointSearch {
  private static final Duration HEAD_START = Duration.ofMillis(300);

  private final Http http;
  private final RegistryAccess access;
  private final PlainRegistries plain;

  EndpointSearch(Http http, RegistryAccess access, PlainRegistries plain) {
    this.http = http;
    this.access = access;
    this.plain = plain;
  }

  Endpoint find(String registry, Deadline deadline) throws RegistryException {
    return switch (access.protection()) {
      case REQUIRED -> overTls(registry, deadline);
      case NONE -> overPlainHttp(registry, deadline);
      case PREFERRED -> overEither(registry, deadline);
    };
  }

  private Endpoint overTls(String registry, Deadline deadline) throws RegistryException {
    return Endpoint.at(URI.create("https://" + registry), http, access, deadline);
  }

  private Endpoint overPlainHttp(String registry, Deadline deadline) throws RegistryException {
    return Endpoint.at(URI.create("http://" + registry), http, access, deadline);
  }

  private Endpoint overEither(String registry, Deadline deadline) throws RegistryException {
    if (plain.contains(registry, access)) {
      try {
        return overPlainHttp(registry, deadline);
      } catch (RegistryException e) {
        if (e.asksForPatience()) {
          throw e;
        }
        plain.remove(registry, access);
      }
    }
    try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        return race(registry, new ExecutorCompletionService<>(both), deadline);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RegistryException(Reason.OTHER, registry + ": interrupted", e);
      } finally {
        both.shutdownNow();
      }
    }
  }

  private Endpoint race(String registry, CompletionService<Endpoint> race, Deadline deadline)
      throws RegistryException, InterruptedException {
    var secure = race.submit(() -> overTls(registry, deadline));
    var early = race.poll(HEAD_START.toMillis(), TimeUnit.MILLISECONDS);
    if (early != null && hasAnswer(early)) {
      return early.resultNow();
    }
    var insecure = race.submit(() -> overPlainHttp(registry, deadline));
    for (int awaited = early == null ? 2 : 1; awaited > 0; awaited--) {
      var next = race.take();
      if (hasAnswer(next)) {
        if (next == insecure) {
          plain.add(registry, access);
        }
        return next.resultNow();
      }
    }
    throw neither(failure(secure), failure(insecure));
  }

  /** Whether the registry is found; one that wants to be left alone is not asked another way. */
  private static boolean hasAnswer(Future<Endpoint> attempt) throws RegistryException {
    if (attempt.state() == Future.State.SUCCESS) {
      return true;
    }
    var failure = failure(attempt);
    if (failure.asksForPatience()) {
      throw failure;
    }
    return false;
  }

  private static RegistryException failure(Future<Endpoint> attempt) {
    return attempt.exceptionNow() instanceof RegistryException e
        ? e
        : new RegistryException(Reason.OTHER, "unexpected failure", attempt.exceptionNow());
  }

  private static RegistryException neither(RegistryException secure, RegistryException insecure) {
    var message = "%s; %s".formatted(secure.getMessage(), insecure.getMessage());
    var both = new RegistryException(secure.reason(), message, secure);
    both.addSuppressed(insecure);
    return both;
  }
}
