package dev.millrace.controller.imageautomation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The gate GitSparseCheckout, with a server that can leave out files. */
class SparseCheckoutLiveTest {
  private static final int LARGE = 300_000;

  @Test
  void fetchesOnlyTheFilesThatMayChange() {
    byte[] noise = new byte[LARGE];
    new Random(1).nextBytes(noise);
    String large = Base64.getEncoder().encodeToString(noise);
    try (World world = new World("--feature-gates=GitSparseCheckout=true")) {
      Shop shop = new Shop(world);
      shop.repository()
          .commit(
              "First",
              Map.of(Shop.FILE, shop.deployment("1.0.0"), "data/large.yaml", "x: " + large));
      shop.repository()
          .repository()
          .getConfig()
          .setBoolean("uploadpack", null, "allowFilter", true);
      shop.source("");
      shop.release("web", "1.1.0", "1.0.0");
      shop.automation("", "", "update: {path: ./apps}");
      shop.awaitPush("main", ":1.1.0");
      assertThat(shop.repository().traffic().bytesFetched()).isLessThan(LARGE / 10);
      assertThat(shop.repository().read("main", "data/large.yaml")).contains("x: " + large);
    }
  }
}
