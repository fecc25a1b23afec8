package dev.millrace.controller.imageautomation.config;

import dev.millrace.runtime.flags.FlagParser;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The objects this controller is wired with. */
@Singleton
final class ImageAutomationBeans {
  @Produces
  @Singleton
  ImageAutomationFlags flags(@CommandLineArguments String[] arguments) {
    return FlagParser.parse(new ImageAutomationFlags(), arguments);
  }
}
