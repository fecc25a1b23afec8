package dev.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.apply.cluster.Subscription;
import dev.millrace.apply.cluster.WatchListener;
import dev.millrace.apply.cluster.WatchTarget;
import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManyWatchesTest {

  private static final int WATCHES = 600;

  @Test
  void answersRequestsWhileHundredsOfWatchesAreOpen() throws InterruptedException {
    try (ApiServer server = ApiServer.start()) {
      String namespace = server.newNamespace();
      CountDownLatch synced = new CountDownLatch(WATCHES);
      List<Subscription> subscriptions = new ArrayList<>();
      for (int i = 0; i < WATCHES; i++) {
        ObjectRef ref = new ObjectRef("", "ConfigMap", namespace, "m" + i);
        subscriptions.add(
            server.cluster().watch(WatchTarget.object("v1", ref), new Counter(synced)));
      }

      assertThat(synced.await(60, TimeUnit.SECONDS)).isTrue();
      ObjectRef account = new ObjectRef("", "ServiceAccount", namespace, "default");
      assertThat(server.cluster().get("v1", account)).isNotNull();
      subscriptions.forEach(Subscription::close);
    }
  }

  private record Counter(CountDownLatch synced) implements WatchListener {
    @Override
    public void onUpsert(KubeObject object) {}

    @Override
    public void onDelete(ObjectRef ref) {}

    @Override
    public void onSynced() {
      synced.countDown();
    }
  }
}
