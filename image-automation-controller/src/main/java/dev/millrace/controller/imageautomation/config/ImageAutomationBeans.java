package dev.millrace.controller.imageautomation.config;

import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import dev.millrace.controller.imageautomation.registry.RegistryAccessReader;
import dev.millrace.controller.imageautomation.tag.TagStore;
import dev.millrace.runtime.flags.FlagParser;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** The objects this controller is wired with. */
@Singleton
final class ImageAutomationBeans {
  @Produces
  @Singleton
  ImageAutomationFlags flags(@CommandLineArguments String[] arguments) {
    return FlagParser.parse(new ImageAutomationFlags(), arguments);
  }

  @Produces
  @Singleton
  ImageRegistry registry(KubernetesClient client) {
    return new ImageRegistry(new RegistryAccessReader(client));
  }

  @Produces
  @Singleton
  TagStore store(ImageAutomationFlags flags) {
    return new TagStore(Path.of(flags.storagePath()));
  }
}
