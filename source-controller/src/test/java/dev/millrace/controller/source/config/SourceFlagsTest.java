package dev.millrace.controller.source.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.artifact.storage.Retention;
import dev.millrace.runtime.flags.FlagParser;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFlagsTest {
  @Test
  void defaultsAreThoseOfFlux() {
    SourceFlags flags = parse();

    assertThat(flags.concurrent()).isEqualTo(2);
    assertThat(flags.storagePath()).hasToString("/data");
    assertThat(flags.retention()).isEqualTo(new Retention(Duration.ofMinutes(1), 2));
    assertThat(flags.digestAlgorithm().text()).isEqualTo("sha256");
    assertThat(flags.advertisedAddress("pod").text()).isEqualTo("localhost:9090");
    assertThat(flags.bucket().address()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "s3://artifacts, artifacts, ''",
    "s3://artifacts/, artifacts, ''",
    "s3://my.bucket/a/b, my.bucket, a/b/",
    "s3://my-bucket/a/, my-bucket, a/"
  })
  void artifactsCanBeStoredInABucket(String text, String bucket, String prefix) {
    SourceFlags flags = parse("--storage-bucket=" + text);

    assertThat(flags.bucket().address()).contains(new BucketAddress(bucket, prefix));
    assertThat(flags.bucket().endpoint()).isEqualTo(URI.create("https://s3.amazonaws.com"));
    assertThat(flags.bucket().cacheMaxSize()).isEqualTo(1L << 30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"artifacts", "gs://artifacts", "s3://", "s3:///x", "s3://A b"})
  void sayWhatABucketLooksLike(String text) {
    assertThatThrownBy(() -> parse("--storage-bucket=" + text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s3://BUCKET/PREFIX");
  }

  /** The name of an exception would tell that the library read it, by calls that an image lacks. */
  @ParameterizedTest
  @ValueSource(strings = {"--storage-path", "--storage-bucket-ca-file"})
  void pathsAreReadWithoutReflection(String flag) {
    assertThatThrownBy(() -> parse(flag + "=a\0b"))
        .hasMessageContainingAll(flag, "Nul character not allowed")
        .hasMessageNotContaining("InvalidPathException");
  }

  private static SourceFlags parse(String... args) {
    return FlagParser.parse(new SourceFlags(), args);
  }
}
