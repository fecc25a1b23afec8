package dev.millrace.cloud.workload;

import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.util.Map;

/** A ServiceAccount of the cluster, as clouds see it. */
public interface WorkloadAccount {
  /** Its namespace. */
  String namespace();

  /** Its name. */
  String name();

  /** What its annotations say of its identities in clouds. */
  Map<String, String> annotations();

  /**
   * A short-lived token of the cluster for it.
   *
   * @param audience who is to accept it
   */
  Sensitive<String> token(String audience) throws IOException;
}
