package dev.millrace.architecture.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What the last run of each test said, read from the reports that Surefire leaves. */
public final class TestResults {
  private static final String REPORTS = "target/surefire-reports";

  /** By the short names of tests: reports of ArchUnit know no packages. */
  private final Map<String, Tally> tallies = new HashMap<>();

  /** How many runs of one test, with its parameters, ended how. */
  public record Tally(int passed, int failed, int skipped) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Tally other) {
      return new Tally(passed + other.passed, failed + other.failed, skipped + other.skipped);
    }
  }

  private TestResults() {}

  /**
   * Reads the reports of modules.
   *
   * @param modules the folders of the modules; those without reports count as not run
   */
  public static TestResults read(List<Path> modules) throws IOException {
    TestResults results = new TestResults();
    for (Path module : modules) {
      Path reports = module.resolve(REPORTS);
      if (Files.isDirectory(reports)) {
        try (Stream<Path> files = Files.list(reports)) {
          for (Path file : files.filter(TestResults::isReport).toList()) {
            results.add(file);
          }
        }
      }
    }
    return results;
  }

  /** The tally of a test; all zero when it did not run. */
  Tally of(RowTest test) {
    return tallies.getOrDefault(test.shortName(), Tally.NONE);
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("TEST-") && name.endsWith(".xml");
  }

  private void add(Path report) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(report)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT
            && xml.getLocalName().equals("testcase")) {
          RowTest test =
              new RowTest(
                  xml.getAttributeValue(null, "classname"),
                  method(xml.getAttributeValue(null, "name")));
          tallies.merge(test.shortName(), outcome(xml), Tally::plus);
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException("the report " + report + " can't be read", e);
    }
  }

  /** Surefire adds parameters and numbers to the name of the method. */
  private static String method(String name) {
    return name.split("[(\\[{]", 2)[0];
  }

  /** Reads on to the end of the test case. */
  private static Tally outcome(XMLStreamReader xml) throws XMLStreamException {
    Tally outcome = new Tally(1, 0, 0);
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        outcome =
            switch (xml.getLocalName()) {
              case "failure", "error" -> new Tally(0, 1, 0);
              case "skipped" -> new Tally(0, 0, 1);
              default -> outcome;
            };
      }
    }
    return outcome;
  }
}
