package dev.millrace.controller.source.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place in a bucket, written {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}.
 *
 * @param prefix of all keys; empty, or ending with a slash
 */
public record BucketAddress(String bucket, String prefix) {
  private static final Pattern FORM =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,62})(?:/([A-Za-z0-9_./-]*))?");

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  static BucketAddress parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not of the form s3://BUCKET or s3://BUCKET/PREFIX".formatted(text));
    }
    String prefix = parts.group(2) == null ? "" : parts.group(2);
    boolean open = !prefix.isEmpty() && !prefix.endsWith("/");
    return new BucketAddress(parts.group(1), open ? prefix + "/" : prefix);
  }

  /** For the command line. */
  @RegisterForReflection
  static final class Converter implements ITypeConverter<BucketAddress> {
    @Override
    public BucketAddress convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
