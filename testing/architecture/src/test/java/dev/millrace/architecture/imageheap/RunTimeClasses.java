package dev.millrace.architecture.imageheap;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * What native-image is told to initialise when the program starts.
 *
 * @param names of packages and classes
 */
record RunTimeClasses(List<String> names) {
  private static final String SETTINGS =
      "/META-INF/native-image/dev.millrace/native/native-image.properties";

  /** What native-image treats so without being told. */
  private static final String HTTP_CLIENT = "jdk.internal.net.http";

  private static final String OPTION = "--initialize-at-run-time=";

  /** As the builds of the controllers are told. */
  static RunTimeClasses ofControllers() throws IOException {
    Properties settings = new Properties();
    try (InputStream file = RunTimeClasses.class.getResourceAsStream(SETTINGS)) {
      settings.load(Objects.requireNonNull(file, SETTINGS));
    }
    String arguments = settings.getProperty("Args");
    if (!arguments.startsWith(OPTION) || arguments.contains(" ")) {
      throw new IllegalStateException(SETTINGS + " has more than " + OPTION + ": " + arguments);
    }
    List<String> names = new ArrayList<>(List.of(arguments.substring(OPTION.length()).split(",")));
    names.add(HTTP_CLIENT);
    return new RunTimeClasses(List.copyOf(names));
  }

  /** Whether a class is one of them, by its name with dots. */
  boolean has(String type) {
    return names.stream().anyMatch(each -> type.equals(each) || type.startsWith(each + "."));
  }
}
