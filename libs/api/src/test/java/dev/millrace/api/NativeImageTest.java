package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.meta.GoDuration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A native image reads the kinds by reflection, which has to be announced for each type. */
class NativeImageTest {

  private static final String METADATA =
      "/META-INF/native-image/dev.millrace/api/reachability-metadata.json";

  @Test
  void announcesEveryTypeThatJsonIsReadInto() throws Exception {
    List<String> announced = announcedTypes();

    assertThat(announced).containsExactlyElementsOf(jsonTypes());
  }

  private static List<String> announcedTypes() throws IOException {
    try (InputStream file = NativeImageTest.class.getResourceAsStream(METADATA)) {
      JsonNode entries = new ObjectMapper().readTree(Objects.requireNonNull(file));
      return entries
          .get("reflection")
          .valueStream()
          .peek(
              entry -> {
                assertThat(entry.get("allDeclaredConstructors").asBoolean()).isTrue();
                assertThat(entry.get("allDeclaredFields").asBoolean()).isTrue();
                assertThat(entry.get("allDeclaredMethods").asBoolean()).isTrue();
              })
          .map(entry -> entry.get("type").asText())
          .toList();
    }
  }

  private static List<String> jsonTypes() throws IOException, URISyntaxException {
    Path classes =
        Path.of(GoDuration.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.replace(".class", "").replace('/', '.'))
          .map(NativeImageTest::load)
          .filter(type -> type.isRecord() || isKind(type))
          .map(Class::getName)
          .sorted()
          .toList();
    }
  }

  private static boolean isKind(Class<?> type) {
    return FluxObject.class.isAssignableFrom(type) && !type.isInterface();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
