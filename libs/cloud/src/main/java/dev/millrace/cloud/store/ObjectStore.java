package dev.millrace.cloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** One bucket. Implementations may be used by many threads. */
public interface ObjectStore {
  /**
   * An object of the bucket.
   *
   * @param key its name, which nobody has checked
   * @param etag changes whenever the content does
   * @param size in bytes
   */
  record Entry(String key, String etag, long size) {}

  /**
   * A part of a listing.
   *
   * @param next the mark of the page that follows; empty on the last one
   */
  record Page(List<Entry> entries, Optional<String> next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * Lists objects.
   *
   * @param prefix of their keys; empty for all
   * @param mark of the page, empty for the first
   */
  Page list(String prefix, Optional<String> mark) throws IOException;

  /**
   * The content of an object, to be closed by the caller.
   *
   * @throws dev.millrace.cloud.CloudException with status 404 if there is none
   */
  InputStream read(String key) throws IOException;
}
