package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

  @Test
  void namesServiceAccountsAsTheApiServerDoes() {
    assertThat(Identity.serviceAccount("apps", "deployer"))
        .isEqualTo(new Identity.Impersonated("system:serviceaccount:apps:deployer", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "a\r\nImpersonate-Group: system:masters"})
  void row8RefusesToImpersonateNobody(String user) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Identity.Impersonated(user, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Identity.Impersonated("user", List.of(user)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identity.serviceAccount(user.isBlank() ? user : "", "name"));
  }
}
