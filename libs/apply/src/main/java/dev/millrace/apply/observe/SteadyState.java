package dev.millrace.apply.observe;

import dev.millrace.apply.inventory.Inventory;
import dev.millrace.apply.inventory.InventoryEntry;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.ObjectControls;
import dev.millrace.safety.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether the objects of an owner are still as they were found to be wanted, by what a view
 * knows: two equal states with nothing between them but other people's business.
 */
public final class SteadyState {
  private static final String LEFT_ALONE = "left alone";

  private SteadyState() {}

  /**
   * The state of objects that are all known to be as wanted; empty if that is not known of one of
   * them.
   *
   * @param controls how objects say that they are to be left alone
   */
  public static Optional<String> of(LiveView view, Inventory inventory, ObjectControls controls) {
    return of(view, inventory, controls, Map.of());
  }

  /**
   * The state of objects, some of which were just applied, so that the view need not know of them.
   *
   * @param applied the {@link DesiredDigest} of what was applied
   */
  public static Optional<String> of(
      LiveView view, Inventory inventory, ObjectControls controls, Map<ObjectRef, String> applied) {
    MessageDigest hasher = Sha256.begin();
    for (InventoryEntry entry : inventory.entries()) {
      String wanted = applied.get(entry.ref());
      if (wanted == null) {
        wanted = seen(view.look(entry), controls);
      }
      if (wanted.isEmpty()) {
        return Optional.empty();
      }
      String line = entry.id() + " " + entry.version() + " " + wanted + "\n";
      hasher.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Optional.of(HexFormat.of().formatHex(hasher.digest()));
  }

  private static String seen(Sighting sighting, ObjectControls controls) {
    return switch (sighting) {
      case Sighting.Unknown() -> "";
      case Sighting.Present present when isLeftAlone(present, controls) -> LEFT_ALONE;
      case Sighting.Present present when present.hasForeignFields() -> "";
      case Sighting.Present present -> present.settledFor();
    };
  }

  private static boolean isLeftAlone(Sighting.Present present, ObjectControls controls) {
    return controls.isExcluded(present.metadata()) || controls.isCreatedOnly(present.metadata());
  }
}
