package dev.millrace.controller.imageautomation.setter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values that markers can ask for, by name: {@code namespace:policy} for the whole reference,
 * with {@code :tag}, {@code :name} or {@code :digest} behind it for a part (FLUX.md 7).
 */
public final class Setters {
  private final Map<String, String> values;

  private Setters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The setters of all policies that have selected an image; of equal names the last one counts.
   *
   * @throws InvalidImageException if an image is no valid reference
   */
  public static Setters of(List<LatestImage> images) {
    Map<String, String> values = new HashMap<>();
    for (LatestImage image : images) {
      ImageReferenceRules.check(image);
      String name = image.namespace() + ":" + image.policy();
      values.put(name, image.reference());
      values.put(name + ":tag", image.tag());
      values.put(name + ":name", image.image());
      values.put(name + ":digest", image.digest());
    }
    return new Setters(values);
  }

  /** The value of a setter, or nothing when no policy has it. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
