package dev.millrace.controller.helm.config;

import dev.millrace.runtime.flags.FlagParser;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The objects this controller is wired with. */
@Singleton
final class HelmBeans {
  @Produces
  @Singleton
  HelmFlags flags(@CommandLineArguments String[] arguments) {
    return FlagParser.parse(new HelmFlags(), arguments);
  }
}
