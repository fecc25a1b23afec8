package dev.millrace.controller.notification.config;

import dev.millrace.runtime.application.StartRefusal;
import dev.millrace.runtime.flags.ListenAddress;
import java.util.Objects;
import java.util.function.Supplier;

/** Starts servers, and says which flag to look at when one can't listen. */
final class Listening {
  private Listening() {}

  /**
   * Starts a server.
   *
   * @param flag that says where it listens
   */
  static <S> S on(String flag, ListenAddress address, Supplier<S> server) {
    try {
      return server.get();
    } catch (IllegalStateException e) {
      throw StartRefusal.cannotListen(flag, address, Objects.requireNonNullElse(e.getCause(), e));
    }
  }
}
