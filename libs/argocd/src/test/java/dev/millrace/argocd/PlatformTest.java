package dev.millrace.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.argocd.manifest.Converted;
import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A whole platform is converted, and what comes out fits our definitions. */
class PlatformTest {
  private static final Path DEFINITIONS = Path.of("../../manifests/crds");

  private final Imported imported = Imported.of(platform());

  @Test
  void convertsEverythingWithoutALoss() {
    assertThat(imported.losses()).isEmpty();
    assertThat(imported.names())
        .contains(
            "Namespace/payments",
            "ServiceAccount/applier",
            "Role/payments",
            "Kustomization/ledger",
            "HelmRelease/cert-manager",
            "Kustomization/shared",
            "HelmRelease/shared-2",
            "Kustomization/grafana-eu-production",
            "Kustomization/loki-eu-production");
  }

  @Test
  void makesObjectsThatFitTheDefinitions() {
    Map<String, Map<?, ?>> schemas = schemas();
    List<String> problems = new ArrayList<>();
    int checked = 0;
    for (Converted converted : imported.all()) {
      for (Map<String, ?> object : converted.objects()) {
        Map<?, ?> schema = schemas.get(object.get("apiVersion") + " " + object.get("kind"));
        if (schema != null) {
          checked++;
          check(String.valueOf(object.get("kind")), object, schema, problems);
        }
      }
    }
    assertThat(problems).isEmpty();
    assertThat(checked).isGreaterThan(10);
  }

  private static void check(String path, Object value, Map<?, ?> schema, List<String> problems) {
    List<?> allowed = list(schema.get("enum"));
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      problems.add(path + " is " + value + ", not one of " + allowed);
    }
    if (schema.get("pattern") instanceof String pattern
        && !Pattern.compile(pattern).matcher(value.toString()).find()) {
      problems.add(path + " is " + value + ", not like " + pattern);
    }
    if (value instanceof List<?> items) {
      items.forEach(item -> check(path + "[]", item, map(schema.get("items")), problems));
    }
    Map<?, ?> properties = map(schema.get("properties"));
    if (value instanceof Map<?, ?> fields && !properties.isEmpty()) {
      list(schema.get("required")).stream()
          .filter(required -> !fields.containsKey(required))
          .filter(required -> !map(properties.get(required)).containsKey("default"))
          .forEach(required -> problems.add(path + "." + required + " is missing"));
      fields.forEach(
          (key, inner) -> {
            Map<?, ?> field = map(properties.get(key));
            if (!properties.containsKey(key)) {
              problems.add(path + "." + key + " is unknown");
            } else if (!key.equals("metadata")) {
              check(path + "." + key, Objects.requireNonNull(inner), field, problems);
            }
          });
    }
  }

  private static Map<String, Map<?, ?>> schemas() {
    Map<String, Map<?, ?>> schemas = new HashMap<>();
    try (Stream<Path> files = Files.list(DEFINITIONS)) {
      for (Path file : files.filter(each -> each.toString().contains("_")).toList()) {
        Map<?, ?> spec = map(map(YamlReader.sigs().read(Files.readAllBytes(file))).get("spec"));
        for (Object version : list(spec.get("versions"))) {
          schemas.put(
              spec.get("group")
                  + "/"
                  + map(version).get("name")
                  + " "
                  + map(spec.get("names")).get("kind"),
              map(map(map(version).get("schema")).get("openAPIV3Schema")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return schemas;
  }

  private static String platform() {
    try (InputStream file =
        Objects.requireNonNull(PlatformTest.class.getResourceAsStream("platform.yaml"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
