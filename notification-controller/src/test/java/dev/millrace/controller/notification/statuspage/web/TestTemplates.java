package dev.millrace.controller.notification.statuspage.web;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The templates without Quarkus, which else makes such an engine when it builds the program. */
final class TestTemplates {
  private TestTemplates() {}

  static Engine engine() {
    return Engine.builder()
        .addDefaults()
        .addValueResolver(new ReflectionValueResolver())
        .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
        .removeStandaloneLines(true)
        .addLocator(TestTemplates::locate)
        .build();
  }

  private static Optional<TemplateLocation> locate(String id) {
    String name = id.endsWith(".html") ? id : id + ".html";
    URL file = TestTemplates.class.getResource("/templates/" + name);
    return Optional.ofNullable(file).map(Location::new);
  }

  private record Location(URL file) implements TemplateLocation {
    @Override
    public Reader read() {
      try {
        return new InputStreamReader(file.openStream(), StandardCharsets.UTF_8);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public Optional<Variant> getVariant() {
      return Optional.of(Variant.forContentType(Variant.TEXT_HTML));
    }
  }
}
