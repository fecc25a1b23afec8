package dev.millrace.git.store;

import dev.millrace.safety.LimitExceeded;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/** The files of a scratch repository: packs and their indexes, bounded together for each fetch. */
final class PackFiles {
  private final Path folder;
  private final long maxBytes;
  private long written;
  private long ofFormerFetches;

  PackFiles(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  DfsOutputStream create(String name) throws IOException {
    return new Output(
        FileChannel.open(
            folder.resolve(name),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  ReadableChannel open(String name) throws IOException {
    try {
      return new Input(FileChannel.open(folder.resolve(name), StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(name);
    }
  }

  void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  void deleteAll() throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The bound holds anew for what is written from now on. */
  synchronized void beginFetch() {
    ofFormerFetches = written;
  }

  /** How much was written in all. */
  synchronized long written() {
    return written;
  }

  private synchronized void count(int bytes) throws LimitExceeded {
    written += bytes;
    if (written - ofFormerFetches > maxBytes) {
      throw new LimitExceeded("what the remote sent", maxBytes, "bytes");
    }
  }

  /** Appends to a file that can be read back meanwhile. */
  private final class Output extends DfsOutputStream {
    private final FileChannel file;
    private long end;

    Output(FileChannel file) {
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      count(length);
      var source = ByteBuffer.wrap(bytes, offset, length);
      while (source.hasRemaining()) {
        end += file.write(source, end);
      }
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      return file.read(target, position);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** Reads a finished file. */
  private record Input(FileChannel file) implements ReadableChannel {
    @Override
    public int read(ByteBuffer target) throws IOException {
      return file.read(target);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public void position(long position) throws IOException {
      file.position(position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int blockSize() {
      return 0;
    }

    @Override
    public void setReadAheadBytes(int bytes) {
      // The operating system reads ahead.
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
