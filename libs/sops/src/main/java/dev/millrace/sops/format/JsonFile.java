package dev.millrace.sops.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.millrace.sops.SopsException;
import dev.millrace.sops.metadata.MetadataReader;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** JSON files with a map at the top; order and repeated keys are kept. */
final class JsonFile implements FileFormat.Codec {
  private static final String METADATA = "sops";
  private static final int MAX_DEPTH = 500;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(1_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  @Override
  public EncryptedFile read(byte[] content) {
    Value.Branch root = parse(new String(content, StandardCharsets.UTF_8));
    Value metadata = root.get(METADATA).orElseThrow(MetadataReader::missing);
    return new EncryptedFile(MetadataReader.read(metadata), List.of(root.without(METADATA)));
  }

  private Value.Branch parse(String text) {
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new SopsException(SopsException.Kind.FORMAT, "the JSON is not a map at the top");
      }
      Value.Branch root = branch(parser);
      if (parser.nextToken() != null) {
        throw new SopsException(
            SopsException.Kind.FORMAT, "there is text behind the end of the JSON");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new SopsException(SopsException.Kind.FORMAT, "the JSON is not valid" + place(e));
    } catch (IOException e) {
      throw new SopsException(SopsException.Kind.FORMAT, "the JSON can't be read");
    }
  }

  /** The line only: the parser's own message quotes the text. */
  private static String place(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null ? "" : " at line " + location.getLineNr();
  }

  private static Value.Branch branch(JsonParser parser) throws IOException {
    List<Value.Entry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      entries.add(new Value.Field(key, value(parser, parser.nextToken())));
    }
    return new Value.Branch(entries);
  }

  private static Value.Items items(JsonParser parser) throws IOException {
    List<Value> values = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      values.add(value(parser, token));
    }
    return new Value.Items(values);
  }

  private static Value value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> branch(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> Text.of(parser.getText());
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> new Value.Real(parser.getDoubleValue());
      case VALUE_TRUE -> new Value.Truth(true);
      case VALUE_FALSE -> new Value.Truth(false);
      default -> new Value.Nothing();
    };
  }

  private static Value whole(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? new Value.Real(parser.getDoubleValue())
        : new Value.Whole(parser.getLongValue());
  }

  @Override
  public byte[] write(List<Value.Branch> documents) {
    return new JsonText()
        .write(documents.isEmpty() ? new Value.Branch(List.of()) : documents.getFirst());
  }
}
