package dev.millrace.controller.imageautomation.gate;

import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The image exists for all of some platforms, such as {@code linux/amd64,linux/arm64}. */
final class PlatformGate implements Gate {
  private final ImageRegistry registry;

  PlatformGate(ImageRegistry registry) {
    this.registry = registry;
  }

  @Override
  public String annotation() {
    return "millrace.dev/require-platforms";
  }

  @Override
  public Optional<String> objection(Candidate candidate, String wanted) {
    Set<String> present = registry.facts(candidate.repository(), candidate.image()).platforms();
    List<String> missing =
        Arrays.stream(wanted.split(",", -1))
            .map(String::strip)
            .filter(platform -> present.stream().noneMatch(each -> fits(each, platform)))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("it does not exist for " + String.join(", ", missing));
  }

  /** A wish without variant is met by any variant. */
  private static boolean fits(String present, String wanted) {
    return present.equals(wanted) || present.startsWith(wanted + "/");
  }
}
