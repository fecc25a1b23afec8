package dev.millrace.architecture.imageheap;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Statics of the kinds that no image can hold. */
final class Refused {
  static final List<SecureRandom> RANDOM = List.of(new SecureRandom());
  static final Executor THREADS = Executors.newWorkStealingPool(1);
  static final BodyPublisher OF_THE_JDK = BodyPublishers.noBody();
  static final CelType OF_A_LIBRARY = SimpleType.BOOL;

  private Refused() {}
}
