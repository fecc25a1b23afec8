package dev.millrace.controller.notification;

import dev.millrace.controller.notification.config.NotificationFlags;
import dev.millrace.runtime.application.ControllerMain;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program notification-controller. */
@QuarkusMain
public final class NotificationMain {
  private NotificationMain() {}

  /** Runs until the process is told to stop. */
  public static void main(String... args) {
    System.exit(ControllerMain.run(new NotificationFlags(), args));
  }
}
