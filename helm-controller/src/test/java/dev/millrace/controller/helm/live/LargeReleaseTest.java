package dev.millrace.controller.helm.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Charts and values as large as they may get, and still fit into a record of one Secret. */
@OnStage
class LargeReleaseTest {
  private static final int VALUES = 1_000_000;
  private static final int FILE = 4_000_000;

  private Scene scene;

  @BeforeEach
  void open(Stage stage) {
    scene = stage.scene();
  }

  @Test
  void takesAMegabyteOfValues() {
    scene.chart(
        "1.0.0",
        Charts.with(
            Charts.config(),
            "templates/size.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: size}\n"
                + "data: {size: \"{{ len .Values.text }}\"}\n"));
    scene.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: values}
        data: {values.yaml: "text: %s"}
        """
            .formatted(text(VALUES)));
    scene.release("app", "valuesFrom: [{kind: ConfigMap, name: values}]");

    scene.awaitReady("app");

    assertThat(scene.configMap("size")).containsEntry("size", Integer.toString(VALUES));
  }

  @Test
  void takesAChartOfTenMegabytes() {
    scene.chart(
        "1.0.0",
        Charts.of(
            Map.of(
                "files/a.txt",
                text(FILE),
                "files/b.txt",
                text(FILE),
                "files/c.txt",
                text(FILE),
                "templates/size.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: size}
                data: {size: "{{ len (.Files.Get "files/c.txt") }}"}
                """)));
    scene.release("app", "");

    scene.awaitReady("app");

    assertThat(scene.configMap("size")).containsEntry("size", Integer.toString(FILE));
  }

  /** Text that can be packed about a hundredfold, as programs in charts can be at best. */
  private static String text(int length) {
    byte[] noise = new byte[900];
    new Random(1).nextBytes(noise);
    String block = Base64.getUrlEncoder().encodeToString(noise);
    return "x".concat(block.repeat(length / block.length() + 1)).substring(0, length);
  }
}
