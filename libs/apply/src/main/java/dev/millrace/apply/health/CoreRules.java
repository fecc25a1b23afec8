package dev.millrace.apply.health;

import dev.millrace.apply.health.Fields.ReportedCondition;

/** The rules of kinds that are ready at once or soon. */
final class CoreRules {

  private CoreRules() {}

  static Health alwaysReady(Fields fields) {
    return Health.current("Resource is always ready");
  }

  static Health service(Fields fields) {
    boolean balanced = fields.text("ClusterIP", "spec", "type").equals("LoadBalancer");
    if (balanced && fields.text("", "spec", "clusterIP").isEmpty()) {
      return Health.inProgress("NoIPAssigned", "ClusterIP not set. Service type: LoadBalancer");
    }
    return Health.current("Service is ready");
  }

  static Health volumeClaim(Fields fields) {
    String phase = fields.text("unknown", "status", "phase");
    return phase.equals("Bound")
        ? Health.current("PVC is Bound")
        : Health.inProgress("NotBound", "PVC is not Bound. phase: " + phase);
  }

  static Health disruptionBudget(Fields fields) {
    return Health.current("AllowedDisruptions has been computed.");
  }

  static Health definition(Fields fields) {
    for (ReportedCondition condition : fields.conditions()) {
      boolean refused =
          condition.isFalse("NamesAccepted")
              || (condition.isFalse("Established") && !condition.reason().equals("Installing"));
      if (refused) {
        return Health.failed(condition.reason(), condition.message());
      }
      if (condition.isTrue("Established")) {
        return Health.current("CRD is established");
      }
    }
    return Health.inProgress("Installing", "Install in progress");
  }
}
