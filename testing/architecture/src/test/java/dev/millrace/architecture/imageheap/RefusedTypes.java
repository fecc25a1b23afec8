package dev.millrace.architecture.imageheap;

import java.io.FileDescriptor;
import java.lang.ref.Cleaner;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.zip.ZipFile;
import javax.net.ssl.SSLContext;

/** What must not be in the heap of an image: what belongs to the machine that built it. */
final class RefusedTypes {
  private static final List<Class<?>> OF_THE_MACHINE =
      List.of(
          Thread.class,
          Executor.class,
          Timer.class,
          Random.class,
          SplittableRandom.class,
          Cleaner.class,
          FileDescriptor.class,
          Channel.class,
          Socket.class,
          InetAddress.class,
          HttpClient.class,
          SSLContext.class,
          ZipFile.class,
          WatchService.class,
          Process.class);

  private RefusedTypes() {}

  static boolean refuse(Object object) {
    return OF_THE_MACHINE.stream().anyMatch(each -> each.isInstance(object))
        || (object instanceof ByteBuffer buffer && buffer.isDirect())
        || (object instanceof FileSystem files && files != FileSystems.getDefault());
  }
}
