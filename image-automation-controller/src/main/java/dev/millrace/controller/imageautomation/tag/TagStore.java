package dev.millrace.controller.imageautomation.tag;

import dev.millrace.safety.BoundedReads;
import dev.millrace.safety.ContainedPath;
import dev.millrace.safety.Sha256;
import dev.millrace.yaml.GoJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the tag list of each image in a file, so that a restart needs no scan. A file that is
 * missing or damaged only leads to a new scan.
 */
public final class TagStore {
  private static final long FILE_LIMIT = 64L * 1024 * 1024;

  private final Path folder;

  /** A store in a folder, which is made when it is first written to. */
  public TagStore(Path folder) {
    this.folder = folder;
  }

  /** The tags that were stored last for an image; empty when there are none to be read. */
  public Optional<TagList> find(String canonicalImage) {
    try {
      byte[] content = BoundedReads.readFile(file(canonicalImage), FILE_LIMIT);
      return GoJson.read(new String(content, StandardCharsets.UTF_8)) instanceof List<?> tags
          ? Optional.of(new TagList(tags.stream().map(String::valueOf).toList()))
          : Optional.empty();
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /** Stores the tags of an image; readers see the old list or the new one, never a part. */
  public void put(String canonicalImage, TagList tags) {
    try {
      Files.createDirectories(folder);
      Path partial = Files.createTempFile(folder, "tags", ".partial");
      Files.writeString(partial, GoJson.write(tags.tags()));
      Files.move(partial, folder.resolve(name(canonicalImage)), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ContainedPath file(String canonicalImage) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    return ContainedPath.root(folder).resolve(name(canonicalImage));
  }

  /** Image names hold slashes and colons; their digest makes a file name of any. */
  private static String name(String canonicalImage) {
    return Sha256.hex(canonicalImage) + ".json";
  }
}
