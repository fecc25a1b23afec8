package dev.millrace.helm.render;

import dev.millrace.gotemplate.GoFunction;
import dev.millrace.gotemplate.HostObject;
import dev.millrace.gotemplate.Signature;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.PointerStringer;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code .Capabilities} and the structures in it, with Helm's Go types. */
final class CapabilitiesObject extends GoStruct {
  private static final GoType TYPE = GoType.pointerTo(GoType.struct("common.Capabilities"));

  CapabilitiesObject(Capabilities capabilities) {
    super(TYPE);
    add("KubeVersion", "KubeVersion", new KubeVersionObject(capabilities.kubeVersion()));
    add("APIVersions", "APIVersions", new ApiVersions(capabilities.apiVersions()));
    add("HelmVersion", "HelmVersion", new BuildInfo(capabilities.helmVersion()));
  }

  private static final class KubeVersionObject extends GoStruct implements PointerStringer {
    private static final GoType TYPE = GoType.struct("common.KubeVersion");

    private final KubeVersion version;

    KubeVersionObject(KubeVersion version) {
      super(TYPE);
      this.version = version;
      add("Version", "Version", version.version());
      addHidden("normalizedVersion", version.normalized());
      add("Major", "Major", version.major());
      add("Minor", "Minor", version.minor());
    }

    @Override
    public String pointerString() {
      return version.normalized();
    }

    @Override
    public @Nullable GoFunction method(String name) {
      return switch (name) {
        case "String" -> new GoFunction(name, Signature.of(), _ -> version.normalized());
        case "GitVersion" -> new GoFunction(name, Signature.of(), _ -> version.version());
        default -> null;
      };
    }
  }

  private static final class BuildInfo extends GoStruct {
    private static final GoType TYPE = GoType.struct("version.BuildInfo");

    BuildInfo(String version) {
      super(TYPE);
      add("Version", "version", version);
      addUnlessEmptyInJson("GitCommit");
      addUnlessEmptyInJson("GitTreeState");
      add("GoVersion", "go_version", "go1.26");
      add("KubeClientVersion", "kube_client_version", "v1.36");
    }
  }

  /** A list of texts with the method {@code Has}. */
  private static final class ApiVersions extends AbstractList<@Nullable Object>
      implements HostObject {
    private static final GoType TYPE = GoType.defined("common.VersionSet", GoType.STRINGS);

    private final List<String> versions;

    ApiVersions(List<String> versions) {
      this.versions = versions;
    }

    @Override
    public GoType goType() {
      return TYPE;
    }

    @Override
    public @Nullable GoFunction method(String name) {
      return name.equals("Has")
          ? new GoFunction(
              name, Signature.of(GoType.STRING), call -> versions.contains(call.string(0)))
          : null;
    }

    @Override
    public @Nullable Object get(int index) {
      return versions.get(index);
    }

    @Override
    public int size() {
      return versions.size();
    }
  }
}
