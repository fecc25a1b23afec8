package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.image.ImageUpdateAutomationStatus;
import dev.millrace.controller.imageautomation.setter.LatestImage;
import dev.millrace.runtime.reconcile.Run;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * One run's object with everything that does not change while it lasts.
 *
 * @param path what of the repository is updated
 * @param images the latest image of each policy
 * @param references the same in the form of the status, by the name of the policy
 */
record Work(
    Run<ImageUpdateAutomation, ImageUpdateAutomationStatus> run,
    WritableSource source,
    UpdatePath path,
    List<LatestImage> images,
    Map<String, ImageRef> references) {

  ObjectMeta object() {
    return run.object().getMetadata();
  }
}
