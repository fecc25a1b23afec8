package dev.millrace.argocd.application;

import dev.millrace.argocd.manifest.Part;
import dev.millrace.argocd.manifest.Remarks;
import java.util.List;
import java.util.Map;

/**
 * What {@code syncPolicy} and finalizers of an application ask for.
 *
 * @param suspend nothing is applied by itself
 * @param prune what is built no longer is deleted
 * @param selfHeal drift is reverted
 * @param force what can't be changed is made anew
 * @param cascade objects go with the application
 * @param waitForEnd deleting waits until objects are gone
 * @param createNamespace the namespace is made
 * @param namespaceLabels labels of that namespace
 * @param namespaceAnnotations annotations of that namespace
 * @param retryInterval how long after a failure to try again; empty if not said
 * @param retries how often; negative if not said
 */
record SyncSettings(
    boolean suspend,
    boolean prune,
    boolean selfHeal,
    boolean force,
    boolean cascade,
    boolean waitForEnd,
    boolean createNamespace,
    Map<String, String> namespaceLabels,
    Map<String, String> namespaceAnnotations,
    String retryInterval,
    long retries) {
  private static final String FINALIZER = "resources-finalizer.argocd.argoproj.io";

  static SyncSettings of(Part application, Remarks remarks) {
    Part policy = application.part("spec").part("syncPolicy");
    Part automated = policy.part("automated");
    boolean isAutomated = policy.has("automated") && !automated.text("enabled").equals("false");
    automated.skip("allowEmpty");
    policy.skip("automated");
    Options options = new Options();
    policy.texts("syncOptions").forEach(option -> options.read(option, remarks));
    Part namespace = policy.part("managedNamespaceMetadata");
    Part retry = policy.part("retry");
    Part backoff = retry.part("backoff");
    backoff.skip("factor", "maxDuration");
    if (!isAutomated) {
      remarks.note(
          "it is not synced automatically: it is suspended, 'flux resume' lets it be applied");
    }
    List<String> finalizers = application.part("metadata").texts("finalizers");
    return new SyncSettings(
        !isAutomated,
        automated.flag("prune") && options.prune,
        automated.flag("selfHeal"),
        options.force,
        finalizers.stream().anyMatch(finalizer -> finalizer.startsWith(FINALIZER)),
        options.foreground,
        options.createNamespace,
        namespace.strings("labels"),
        namespace.strings("annotations"),
        duration(backoff.text("duration")),
        retry.number("limit").orElse(-1L));
  }

  /** Argo CD takes a number without a unit for seconds. */
  private static String duration(String text) {
    return !text.isEmpty() && text.chars().allMatch(Character::isDigit) ? text + "s" : text;
  }

  /** The options of {@code syncOptions} that are not the default. */
  private static final class Options {
    private boolean prune = true;
    private boolean force;
    private boolean foreground;
    private boolean createNamespace;

    void read(String option, Remarks remarks) {
      switch (option) {
        case "CreateNamespace=true" -> createNamespace = true;
        case "Force=true", "Replace=true" -> force = true;
        case "Prune=false" -> prune = false;
        case "PrunePropagationPolicy=foreground" -> foreground = true;
        case "PrunePropagationPolicy=background",
            "ServerSideApply=true",
            "PruneLast=true",
            "ApplyOutOfSyncOnly=true",
            "RespectIgnoreDifferences=true",
            "CreateNamespace=false",
            "Force=false",
            "Replace=false",
            "Prune=true",
            "Delete=true",
            "Validate=true",
            "ClientSideApplyMigration=true" -> {}
        default -> remarks.lost("spec.syncPolicy.syncOptions", option + " has no counterpart");
      }
    }
  }
}
