package dev.millrace.artifact.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvertisedAddressTest {
  private static final ArtifactPath PATH = new ArtifactPath("Bucket", "ns", "name", "x.tar.gz");

  @ParameterizedTest
  @CsvSource({
    "source-controller.flux-system.svc.cluster.local., http",
    "http://10.0.0.1:9090, ''",
    "https://artifacts.example.com, ''"
  })
  void composesUrls(String address, String addedScheme) {
    var prefix = addedScheme.isEmpty() ? "" : addedScheme + "://";

    assertThat(new AdvertisedAddress(address).urlOf(PATH))
        .isEqualTo(prefix + address + "/bucket/ns/name/x.tar.gz");
  }

  @ParameterizedTest
  @CsvSource({
    ":9090, localhost:9090",
    "0.0.0.0:9090, pod-1:9090",
    "127.0.0.1:80, 127.0.0.1:80",
    "[::1]:9090, [::1]:9090"
  })
  void isDerivedFromTheListenAddress(String listen, String expected) {
    assertThat(AdvertisedAddress.fromListenAddress(listen, "pod-1").text()).isEqualTo(expected);
  }

  @Test
  void refusesAnEmptyAddress() {
    assertThatThrownBy(() -> new AdvertisedAddress(" ")).hasMessageContaining("is empty");
  }
}
