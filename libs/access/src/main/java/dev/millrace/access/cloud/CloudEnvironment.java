package dev.millrace.access.cloud;

import dev.millrace.access.token.TokenException;
import dev.millrace.safety.BoundedReads;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What the surroundings tell this process about its identity.
 *
 * @param variables the environment variables
 */
public record CloudEnvironment(Map<String, String> variables, Clock clock) {
  private static final long FILE_LIMIT = 64L * 1024;

  /** Copies the map. */
  public CloudEnvironment {
    variables = Map.copyOf(variables);
  }

  /** A variable that is set and not empty. */
  Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** An address from a variable. */
  URI address(String name, String otherwise) throws TokenException {
    String text = find(name).orElse(otherwise);
    try {
      return URI.create(text.replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new TokenException("the environment variable %s is no URL".formatted(name), e);
    }
  }

  /** The content of the file that a variable names. */
  String file(String name) throws TokenException {
    String path =
        find(name)
            .orElseThrow(
                () -> new TokenException("the environment variable %s is not set".formatted(name)));
    try (InputStream stream = Files.newInputStream(Path.of(path))) {
      byte[] content = BoundedReads.readAll(stream, "the file of " + name, FILE_LIMIT);
      return new String(content, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new TokenException("the file that %s names can't be read".formatted(name), e);
    }
  }
}
