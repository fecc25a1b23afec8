package dev.millrace.helm.render;

import dev.millrace.gotemplate.value.GoInt;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates learn of the release they are rendered for. */
public record ReleaseIdentity(String name, String namespace, int revision, boolean upgrade) {

  /** A release that is installed for the first time. */
  public static ReleaseIdentity install(String name, String namespace) {
    return new ReleaseIdentity(name, namespace, 1, false);
  }

  Map<String, @Nullable Object> asTemplateData() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("Name", name);
    data.put("Namespace", namespace);
    data.put("IsUpgrade", upgrade);
    data.put("IsInstall", !upgrade);
    data.put("Revision", GoInt.of(revision));
    data.put("Service", "Helm");
    return data;
  }
}
