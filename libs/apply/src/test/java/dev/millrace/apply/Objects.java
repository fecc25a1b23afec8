package dev.millrace.apply;

import dev.millrace.apply.object.ApiVersion;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.plan.Desired;
import java.util.Map;

/** Objects for tests. */
public final class Objects {

  private Objects() {}

  public static KubeObject configMap(String name, String value) {
    return object("v1", "ConfigMap", name).with(Map.of("key", value), "data");
  }

  public static KubeObject object(String apiVersion, String kind, String name) {
    boolean namespaced = !kind.equals("Namespace") && !kind.equals("CustomResourceDefinition");
    String group = ApiVersion.parse(apiVersion).group();
    return KubeObject.named(apiVersion, new ObjectRef(group, kind, namespaced ? "app" : "", name));
  }

  public static KubeObject annotated(KubeObject object, String key, String value) {
    return object.with(value, "metadata", "annotations", "kustomize.toolkit.fluxcd.io/" + key);
  }

  public static Desired at(KubeObject object, String origin) {
    return new Desired(object, origin, false);
  }
}
