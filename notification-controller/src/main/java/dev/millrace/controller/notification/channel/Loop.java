package dev.millrace.controller.notification.channel;

import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * A link between one sender and one receiver that may come in any order; demand and messages pass
 * straight through.
 */
final class Loop implements Flow.Processor<Message<?>, Message<?>> {
  private Flow.@Nullable Subscription sender;
  private volatile Flow.@Nullable Subscriber<? super Message<?>> receiver;

  @Override
  public synchronized void subscribe(Flow.Subscriber<? super Message<?>> subscriber) {
    if (receiver != null) {
      throw new IllegalStateException("the loop has a receiver already");
    }
    receiver = subscriber;
    if (sender != null) {
      subscriber.onSubscribe(sender);
    }
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription subscription) {
    if (sender != null) {
      subscription.cancel();
      return;
    }
    sender = subscription;
    Flow.Subscriber<? super Message<?>> known = receiver;
    if (known != null) {
      known.onSubscribe(subscription);
    }
  }

  @Override
  public void onNext(Message<?> message) {
    Flow.Subscriber<? super Message<?>> known = receiver;
    if (known != null) {
      known.onNext(message);
    }
  }

  @Override
  public void onError(Throwable failure) {
    Flow.Subscriber<? super Message<?>> known = receiver;
    if (known != null) {
      known.onError(failure);
    }
  }

  @Override
  public void onComplete() {
    Flow.Subscriber<? super Message<?>> known = receiver;
    if (known != null) {
      known.onComplete();
    }
  }
}
