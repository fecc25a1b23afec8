package dev.millrace.apply.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectRefTest {

  @Test
  void writesNamespaceNameGroupAndKind() {
    assertThat(new ObjectRef("apps", "Deployment", "default", "podinfo").id())
        .isEqualTo("default_podinfo_apps_Deployment");
    assertThat(new ObjectRef("", "Namespace", "", "apps").id()).isEqualTo("_apps__Namespace");
  }

  @Test
  void writesColonsOfRbacNamesAsTwoUnderscores() {
    ObjectRef role = new ObjectRef("rbac.authorization.k8s.io", "ClusterRole", "", "system:x");

    assertThat(role.id()).isEqualTo("_system__x_rbac.authorization.k8s.io_ClusterRole");
    assertThat(ObjectRef.parse(role.id())).isEqualTo(role);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a_b", "a_b_c"})
  void refusesIdsWithFewerThanFourParts(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectRef.parse(id))
        .withMessageContaining("NAMESPACE_NAME_GROUP_KIND");
  }

  @Property
  void readsBackWhatItWrote(
      @ForAll @AlphaChars @StringLength(max = 8) String namespace,
      @ForAll @AlphaChars @StringLength(min = 1, max = 8) String name,
      @ForAll @AlphaChars @StringLength(max = 8) String group,
      @ForAll @AlphaChars @StringLength(min = 1, max = 8) String kind) {
    ObjectRef ref = new ObjectRef(group, kind, namespace, name);

    assertThat(ObjectRef.parse(ref.id())).isEqualTo(ref);
  }
}
