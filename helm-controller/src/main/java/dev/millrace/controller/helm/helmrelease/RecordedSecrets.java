package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.controller.helm.cluster.ReleaseSession;
import dev.millrace.controller.helm.release.ReleaseName;
import dev.millrace.controller.helm.values.ComposedValues;
import dev.millrace.helm.release.Release;
import java.util.List;

/** Keeps values of Secrets that an earlier revision was made of out of messages. */
final class RecordedSecrets {
  private RecordedSecrets() {}

  /** Hides what may have come from Secrets, if the spec takes values from any. */
  static void hide(Release release, HelmRelease object, ReleaseSession session) {
    if (takesSecrets(object)) {
      ComposedValues recorded = ComposedValues.ofRecord(release, object.spec().values());
      session.secrets().add(recorded.hidden(release.chart(), names(object)));
    }
  }

  /** Whether values of a release come from Secrets. */
  static boolean takesSecrets(HelmRelease object) {
    return object.spec().valuesFrom().stream().anyMatch(from -> from.kind().equals("Secret"));
  }

  /** The names of a release and what belongs to it, which everybody may know. */
  static List<String> names(HelmRelease object) {
    ReleaseName name = ReleaseName.of(object);
    return List.of(
        name.name(),
        name.namespace(),
        name.storage(),
        object.getMetadata().getName(),
        object.getMetadata().getNamespace());
  }
}
