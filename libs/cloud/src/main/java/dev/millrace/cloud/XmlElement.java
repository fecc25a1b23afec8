package dev.millrace.cloud;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML answer, namespaces and attributes left out.
 *
 * @param text its own text, empty for one with children
 */
public record XmlElement(String name, String text, List<XmlElement> children) {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_ELEMENTS = 1_000_000;

  /**
   * Reads a document. Document types and entities are refused.
   *
   * @throws CloudException if it is not well-formed or exceeds a bound
   */
  public static XmlElement parse(byte[] document, String what) throws CloudException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      return new Parse(factory.createXMLStreamReader(new ByteArrayInputStream(document))).run();
    } catch (XMLStreamException | IllegalStateException e) {
      throw new CloudException(what + " was answered with XML that can't be read");
    }
  }

  /** The first child of this name. */
  public Optional<XmlElement> child(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).findFirst();
  }

  /** All children of this name. */
  public List<XmlElement> all(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).toList();
  }

  /** The text of the first child of this name; empty if there is none. */
  public String textOf(String childName) {
    return child(childName).map(XmlElement::text).orElse("");
  }

  /** One pass over a document. */
  private static final class Parse {
    private final XMLStreamReader reader;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;

    /** An element whose end was not met yet. */
    private record Open(String name, StringBuilder text, List<XmlElement> children) {
      XmlElement close() {
        return new XmlElement(
            name, children.isEmpty() ? text.toString() : "", List.copyOf(children));
      }
    }

    Parse(XMLStreamReader reader) {
      this.reader = reader;
    }

    XmlElement run() throws XMLStreamException {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> start();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (!open.isEmpty()) {
              open.getLast().text().append(reader.getText());
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            XmlElement closed = open.removeLast().close();
            if (open.isEmpty()) {
              return closed;
            }
            open.getLast().children().add(closed);
          }
          case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type");
          default -> {}
        }
      }
      throw new XMLStreamException("no element");
    }

    private void start() throws XMLStreamException {
      if (open.size() >= MAX_DEPTH || ++elements > MAX_ELEMENTS) {
        throw new XMLStreamException("too many elements");
      }
      open.addLast(new Open(reader.getLocalName(), new StringBuilder(), new ArrayList<>()));
    }
  }
}
