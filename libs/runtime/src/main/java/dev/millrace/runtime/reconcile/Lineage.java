package dev.millrace.runtime.reconcile;

import dev.millrace.api.meta.Artifact;
import dev.millrace.safety.Sha256;
import java.util.Optional;

/**
 * How a run descends from others, so that all that comes of one revision is one trace, whichever
 * controllers worked on it. Ids are made of what every controller knows of an artifact, so no
 * contract between controllers has to carry them.
 *
 * @param trace the trace's id: 32 hexadecimal digits
 * @param span the run's own id, 16 hexadecimal digits; empty when nobody refers to it
 * @param parent the id of the run that it comes of
 */
public record Lineage(String trace, Optional<String> span, Optional<String> parent) {
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  /** The lineage of the run that made an artifact. */
  public static Lineage making(Artifact artifact) {
    return new Lineage(traceOf(artifact), Optional.of(spanOf(artifact)), Optional.empty());
  }

  /** The lineage of a run that is the first to bring an artifact into effect. */
  public static Lineage using(Artifact artifact) {
    return new Lineage(traceOf(artifact), Optional.empty(), Optional.of(spanOf(artifact)));
  }

  /** The lineage of a run that pushed a revision, of which others will make an artifact. */
  public static Lineage pushing(String revision) {
    return new Lineage(digits("trace", revision, TRACE_DIGITS), Optional.empty(), Optional.empty());
  }

  private static String traceOf(Artifact artifact) {
    String revision = artifact.revision();
    return digits(
        "trace",
        tellsContent(revision) ? revision : revision + "\n" + artifact.digest(),
        TRACE_DIGITS);
  }

  /** The path tells artifacts of one revision apart that different objects made. */
  private static String spanOf(Artifact artifact) {
    return digits(
        "span",
        artifact.path() + "\n" + artifact.revision() + "\n" + artifact.digest(),
        SPAN_DIGITS);
  }

  /** Two charts can have the same version; two commits can't have the same checksum. */
  private static boolean tellsContent(String revision) {
    return revision.contains("sha1:") || revision.contains("sha256:");
  }

  private static String digits(String what, String key, int count) {
    return Sha256.hex("millrace " + what + "\n" + key).substring(0, count);
  }
}
