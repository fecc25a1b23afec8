package dev.millrace.controller.imageautomation.config;

import dev.millrace.controller.imageautomation.imagepolicy.ImagePolicyReconciler;
import dev.millrace.controller.imageautomation.imagerepository.ImageRepositoryReconciler;
import dev.millrace.controller.imageautomation.imageupdateautomation.ImageUpdateAutomationReconciler;
import dev.millrace.harness.live.LiveControllers;
import dev.millrace.runtime.flags.FlagParser;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Wires the controller as the container does, for tests that run it without one. */
public final class LiveWiring {
  private LiveWiring() {}

  /** Adds the reconcilers of this controller. */
  public static void add(
      LiveControllers controllers, KubernetesClient client, Path tags, String... flags) {
    ImageAutomationBeans beans = new ImageAutomationBeans();
    ImageAutomationFlags parsed =
        FlagParser.parse(new ImageAutomationFlags(), withPath(tags, flags));
    var clock = Clock.systemUTC();
    var secrets = beans.secrets(client);
    var tokens = beans.tokens(parsed, clock);
    var clouds = beans.clouds(parsed, client, tokens, clock);
    var registry = beans.registry(secrets, client, clouds, clock, RandomGenerator.getDefault());
    var store = beans.store(parsed);
    controllers
        .with(new ImageRepositoryReconciler(controllers.kinds(), registry, store, clock))
        .with(
            new ImagePolicyReconciler(
                controllers.kinds(), client, parsed, registry, secrets, store, clock))
        .with(
            new ImageUpdateAutomationReconciler(
                controllers.kinds(),
                client,
                parsed,
                secrets,
                tokens,
                clouds,
                clock,
                RandomGenerator.getDefault()));
  }

  private static String[] withPath(Path tags, String... flags) {
    String[] all = new String[flags.length + 1];
    all[0] = "--storage-path=" + tags;
    System.arraycopy(flags, 0, all, 1, flags.length);
    return all;
  }
}
