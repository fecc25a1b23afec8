package dev.millrace.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.helm.HelmRelease;
import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.FluxObject;
import dev.millrace.api.notification.Provider;
import dev.millrace.api.notification.Receiver;
import dev.millrace.api.source.GitRepository;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectStatesTest {
  private final List<FluxObject> objects = new ArrayList<>();

  @Test
  void showsEachConditionAndReadyForEachStatus() {
    objects.add(
        read(
            Kustomization.class,
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: shop, namespace: apps}
            spec: {sourceRef: {kind: GitRepository, name: repo}, interval: 1m}
            status:
              lastAppliedRevision: main@sha1:abc
              conditions:
                - {type: Ready, status: "False", reason: HealthCheckFailed, message: "token=hush"}
                - {type: Reconciling, status: "True", reason: Progressing}
            """));
    assertThat(scraped())
        .contains(
            line("gotk_reconcile_condition", condition("Ready", "True"), "0.0"),
            line("gotk_reconcile_condition", condition("Ready", "False"), "1.0"),
            line("gotk_reconcile_condition", condition("Ready", "Unknown"), "0.0"),
            line("gotk_reconcile_condition", condition("Reconciling", "True"), "1.0"),
            line(
                "gotk_resource_info",
                "customresource_group=\"kustomize.toolkit.fluxcd.io\","
                    + "customresource_kind=\"Kustomization\",customresource_version=\"v1\","
                    + "exported_namespace=\"apps\",name=\"shop\",suspended=\"false\","
                    + "ready=\"False\",reason=\"HealthCheckFailed\","
                    + "revision=\"main@sha1:abc\",source_name=\"repo\",",
                "1.0"))
        .doesNotContain("hush");
  }

  @Test
  void showsSuspendedObjectsAndThoseWithoutStatus() {
    objects.add(
        read(
            Provider.class,
            """
            apiVersion: notification.toolkit.fluxcd.io/v1beta3
            kind: Provider
            metadata: {name: chat, namespace: apps}
            spec: {type: slack, address: "https://hooks.example.org/T0/hush", suspend: true}
            """));
    assertThat(scraped())
        .contains(
            line(
                "gotk_suspend_status",
                "kind=\"Provider\",name=\"chat\",namespace=\"apps\",",
                "1.0"))
        .doesNotContain("hush");
  }

  @Test
  void addressesLoseCredentialsAndQueries() {
    objects.add(
        read(
            GitRepository.class,
            """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: repo, namespace: apps}
            spec: {url: "https://me:hush@git.example.org/shop.git?token=hush#hush", interval: 1m}
            status: {artifact: {revision: "main@sha1:abc"}}
            """));
    assertThat(scraped())
        .contains("url=\"https://git.example.org/shop.git\"", "revision=\"main@sha1:abc\"")
        .doesNotContain("hush");
  }

  @Test
  void thePathOfAWebhookIsNotShown() {
    objects.add(
        read(
            Receiver.class,
            """
            apiVersion: notification.toolkit.fluxcd.io/v1
            kind: Receiver
            metadata: {name: hook, namespace: apps}
            spec: {type: generic, secretRef: {name: token}, resources: []}
            status: {webhookPath: /hook/hush}
            """));
    assertThat(scraped()).contains("name=\"hook\"").doesNotContain("hush");
  }

  @Test
  void releasesTellTheirChart() {
    objects.add(
        read(
            HelmRelease.class,
            """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: web, namespace: apps}
            spec:
              interval: 1m
              chart: {spec: {chart: nginx, sourceRef: {kind: HelmRepository, name: charts}}}
            status:
              history:
                - {name: web, namespace: apps, version: 2, chartName: nginx, chartVersion: 1.2.3, appVersion: "9"}
                - {name: web, namespace: apps, version: 1, chartName: nginx, chartVersion: 1.0.0}
            """));
    assertThat(scraped())
        .contains(
            "revision=\"1.2.3\",chart_app_version=\"9\",chart_name=\"nginx\","
                + "chart_source_name=\"charts\"");
  }

  @Test
  void deletedObjectsHaveNoSeries() {
    showsSuspendedObjectsAndThoseWithoutStatus();
    objects.clear();
    assertThat(scraped()).doesNotContain("chat");
  }

  private static String condition(String type, String status) {
    return "kind=\"Kustomization\",name=\"shop\",namespace=\"apps\",type=\"%s\",status=\"%s\","
        .formatted(type, status);
  }

  private static String line(String name, String labels, String value) {
    return name + "{" + labels + "} " + value + "\n";
  }

  private String scraped() {
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(new ObjectStates(objects::stream));
    StringWriter text = new StringWriter();
    try {
      TextFormat.write004(text, registry.metricFamilySamples());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }

  private static <T extends FluxObject> T read(Class<T> kind, String yaml) {
    KubernetesSerialization json = new KubernetesSerialization();
    return json.convertValue(json.unmarshal(yaml, JsonNode.class), kind);
  }
}
