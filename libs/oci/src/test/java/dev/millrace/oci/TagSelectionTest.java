package dev.millrace.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TagSelectionTest {
  private static final List<String> TAGS =
      List.of("latest", "6.1.4", "6.1.5", "6.1.6-beta.1", "6.2.0-rc.1", "7.0.0_build.1", "v5.0.0");

  @Test
  void takesTheHighestVersionInTheRange() throws RegistryException {
    assertThat(choose("6.1.x", "")).isEqualTo("6.1.5");
    assertThat(choose("<6", "")).isEqualTo("v5.0.0");
    assertThat(choose(">=6.1.0-0", "")).isEqualTo("6.2.0-rc.1");
  }

  @Test
  void filtersTagsFirst() throws RegistryException {
    assertThat(choose(">=6.1.0-0", ".*-beta.*")).isEqualTo("6.1.6-beta.1");
    assertThat(choose(">=6.1.0-0", "beta")).isEqualTo("6.1.6-beta.1");
  }

  @Test
  void readsUnderscoresAsPlusForCharts() throws RegistryException {
    assertThat(new TagSelection("7.x", null, true).choose(TAGS)).isEqualTo("7.0.0_build.1");
  }

  @Test
  void saysWhenNothingMatches() {
    assertThatThrownBy(() -> choose(">8", "")).hasMessage("no match found for semver: >8");
  }

  @Test
  void refusesWhatCannotBeRead() {
    assertThatThrownBy(() -> choose("latest!", "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> choose("*", "(")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String choose(String range, String filter) throws RegistryException {
    return new TagSelection(range, filter, false).choose(TAGS);
  }
}
