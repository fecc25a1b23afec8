package dev.millrace.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.file.Path;

/** What images are built on. */
sealed interface BaseImage {
  /** An image of a registry, by tag or, so that it stays the same, by digest. */
  record InRegistry(String reference) implements BaseImage {}

  /** An archive as {@code docker save} or {@code skopeo copy … docker-archive:} writes it. */
  record InArchive(Path archive) implements BaseImage {}

  /**
   * The C library of the machine that builds and no other system.
   *
   * @param library where it is taken from
   */
  record OfThisMachine(CLibrary library) implements BaseImage {}

  /** Nothing: for executables that need no system library. */
  record Nothing() implements BaseImage {}

  /** Reads {@code libc}, {@code scratch}, a file that ends with {@code .tar}, or a reference. */
  static BaseImage parse(String text) {
    return switch (text) {
      case "libc" -> new OfThisMachine(CLibrary.ofThisMachine());
      case "scratch" -> new Nothing();
      default -> text.endsWith(".tar") ? new InArchive(Path.of(text)) : new InRegistry(text);
    };
  }

  /** The beginning of an image on this base. */
  default JibContainerBuilder begin() throws InvalidImageReferenceException, IOException {
    return switch (this) {
      case InRegistry(String reference) -> Jib.from(RegistryImage.named(reference));
      case InArchive(Path archive) -> Jib.from(TarImage.at(archive));
      case OfThisMachine(CLibrary library) ->
          Jib.fromScratch().addFileEntriesLayer(library.layer());
      case Nothing() -> Jib.fromScratch();
    };
  }

  /** What the label of the base says. */
  default String label() {
    return switch (this) {
      case InRegistry(String reference) -> reference;
      case InArchive(Path archive) -> String.valueOf(archive.getFileName());
      case OfThisMachine(CLibrary library) -> "glibc of " + library.system();
      case Nothing() -> "scratch";
    };
  }
}
