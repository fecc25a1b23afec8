package dev.millrace.controller.source.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.extensions.ArtifactGenerator;
import dev.millrace.api.source.ExternalArtifact;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OfferedArtifactsTest {
  @Test
  void areThoseOfOwnGeneratorsAndOfOtherPrograms() {
    OfferedArtifacts offered =
        new OfferedArtifacts(
            new Watched<>(List.of(generator("uid-1"))),
            new Watched<>(
                List.of(
                    artifact("ours", Map.of(OfferArtifact.GENERATOR_LABEL, "uid-1")),
                    artifact("of-another-shard", Map.of(OfferArtifact.GENERATOR_LABEL, "uid-2")),
                    artifact("of-a-program", Map.of()))));

    assertThat(offered.objects())
        .extracting(each -> each.getMetadata().getName())
        .containsExactly("ours", "of-a-program");
  }

  private static ArtifactGenerator generator(String uid) {
    ArtifactGenerator generator = new ArtifactGenerator();
    generator.setMetadata(new ObjectMetaBuilder().withName("generator").withUid(uid).build());
    return generator;
  }

  private static ExternalArtifact artifact(String name, Map<String, String> labels) {
    ExternalArtifact artifact = new ExternalArtifact();
    artifact.setMetadata(new ObjectMetaBuilder().withName(name).withLabels(labels).build());
    return artifact;
  }

  /** What a watch shows. */
  private record Watched<T extends HasMetadata>(List<T> objects) implements Cache<T> {
    @Override
    public Optional<T> get(ResourceID id) {
      return Optional.empty();
    }

    @Override
    public Stream<ResourceID> keys() {
      return Stream.empty();
    }

    @Override
    public Stream<T> list(Predicate<T> predicate) {
      return objects.stream().filter(predicate);
    }
  }
}
