package dev.millrace.controller.notification.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.notification.server.BoundedServer;
import dev.millrace.runtime.application.StartRefusal;
import dev.millrace.runtime.flags.ListenAddress;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListeningTest {

  @Test
  void namesTheAddressAndTheFlagWhenAPortIsTaken() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ListenAddress address = new ListenAddress("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(
              () ->
                  Listening.on(
                      "--events-addr",
                      address,
                      () ->
                          BoundedServer.start(
                              vertx,
                              address.bindHost(),
                              address.port(),
                              Runnable::run,
                              BoundedServer.Patience.USUAL,
                              (_, _) -> {})))
          .isInstanceOf(StartRefusal.class)
          .hasMessageStartingWith("can't listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
          .hasMessageEndingWith("choose another address with --events-addr");
    } finally {
      vertx.close();
    }
  }
}
