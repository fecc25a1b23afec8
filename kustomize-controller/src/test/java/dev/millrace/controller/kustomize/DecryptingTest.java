package dev.millrace.controller.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.meta.Condition;
import dev.millrace.controller.kustomize.stage.Cases;
import dev.millrace.controller.kustomize.stage.OnStage;
import dev.millrace.controller.kustomize.stage.Scene;
import dev.millrace.controller.kustomize.stage.Stage;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Encrypted resources, generators, patches and components, with files that sops made. */
@OnStage
class DecryptingTest {
  private static final String DOTENV = "sops/cases/dotenv-equals/encrypted.env";
  private static final String TAMPERED = "sops/cases/tampered-dotenv-clear-value/encrypted.env";

  private Stage stage;
  private Scene scene;
  private String secret;
  private String spec;

  @BeforeEach
  void open(Stage opened) {
    Cases.require();
    stage = opened;
    secret = Cases.text("sops/flux/object-secret/secret.yaml");
    open(stage.scene());
  }

  private void open(Scene opened) {
    scene = opened;
    scene.secret("keys", Map.of("test.agekey", Cases.text("sops/keys/age-a.agekey")));
    spec =
        "prune: true\ntargetNamespace: %s\ndecryption: {provider: sops, secretRef: {name: keys}}\n"
            .formatted(scene.namespace());
  }

  @Test
  void decryptsResources() {
    scene.commit("shop", Map.of("secret.yaml", secret));

    scene.kustomization("app", spec);
    scene.awaitReady("app");

    assertThat(data("whole")).containsEntry("username", "admin").containsEntry("token", "token");
    assertThat(scene.find("v1", "Secret", "whole").orElseThrow().getAdditionalProperties())
        .doesNotContainKey("sops");
  }

  @Test
  void tellsNoValuesWhenWhatWasEncryptedDrifts() {
    scene.commit("shop", Map.of("map.yaml", Cases.text("sops/flux/object-configmap/secret.yaml")));
    scene.kustomization("app", spec);
    scene.awaitReady("app");

    scene
        .client()
        .configMaps()
        .inNamespace(scene.namespace())
        .withName("c")
        .edit(map -> new ConfigMapBuilder(map).addToData("b", "changed by hand").build());

    assertThat(scene.awaitEvent("app", "drifted and is reverted").getMessage())
        .contains("/data/b changed from '*** (before)' to '*** (after)'")
        .doesNotContain("x: y", "changed by hand");
  }

  @Test
  void decryptsWithTheKeysThatTheControllerHasForAll() {
    scene = stage.scene("--sops-age-secret=keys-for-all");
    scene
        .in("flux-system")
        .secret("keys-for-all", Map.of("test.agekey", Cases.text("sops/keys/age-a.agekey")));
    scene.commit("shop", Map.of("secret.yaml", secret));

    scene.kustomization(
        "app",
        "prune: true\ntargetNamespace: %s\ndecryption: {provider: sops}\n"
            .formatted(scene.namespace()));
    scene.awaitReady("app");

    assertThat(data("whole")).containsEntry("username", "admin");
  }

  @Test
  void decryptsFilesOfGenerators() {
    scene.commit(
        "shop",
        Map.of(
            "kustomization.yaml",
            """
            generatorOptions: {disableNameSuffixHash: true}
            secretGenerator:
            - name: generated
              envs: [settings.env]
            """,
            "settings.env",
            Cases.text(DOTENV)));

    scene.kustomization("app", spec);
    scene.awaitReady("app");

    assertThat(data("generated")).isEqualTo(clearText());
  }

  @Test
  void decryptsPatches() {
    scene.commit(
        "shop",
        Map.of(
            "kustomization.yaml",
            "resources: [base.yaml]\npatches: [{path: secret.yaml}]",
            "base.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: whole, namespace: default}",
            "secret.yaml",
            secret));

    scene.kustomization("app", spec);
    scene.awaitReady("app");

    assertThat(data("whole")).containsEntry("username", "admin");
  }

  @Test
  void decryptsInComponents() {
    scene.commit(
        "shop",
        Map.of(
            "app/kustomization.yaml",
            "components: [../secrets]",
            "secrets/kustomization.yaml",
            """
            apiVersion: kustomize.config.k8s.io/v1alpha1
            kind: Component
            generatorOptions: {disableNameSuffixHash: true}
            secretGenerator:
            - name: generated
              envs: [settings.env]
            """,
            "secrets/settings.env",
            Cases.text(DOTENV)));

    scene.kustomization("app", spec + "path: ./app");
    scene.awaitReady("app");

    assertThat(data("generated")).isEqualTo(clearText());
  }

  @Test
  void appliesNoEncryptedSecretWithoutDecryption() {
    scene.commit("shop", Map.of("secret.yaml", secret));

    scene.kustomization("app", "prune: true\ntargetNamespace: " + scene.namespace());

    assertThat(scene.awaitFailure("app", "ReconciliationFailed").message())
        .contains("Secret/" + scene.namespace() + "/whole is SOPS encrypted")
        .contains("secret.yaml:1");
  }

  @Test
  void namesWhatNoKeyOpens() {
    scene.secret("keys", Map.of("test.agekey", Cases.text("sops/keys/age-other.agekey")));
    scene.commit("shop", Map.of("secret.yaml", secret));

    scene.kustomization("app", spec);

    Condition ready = scene.awaitFailure("app", "BuildFailed");
    assertThat(ready.message())
        .contains("decryption failed for Secret/" + scene.namespace() + "/whole")
        .contains("secret.yaml:1")
        .doesNotContain("AGE-SECRET-KEY");
  }

  @Test
  void saysThatTheSecretWithTheKeysIsMissing() {
    scene.commit("shop", Map.of("secret.yaml", secret));

    scene.kustomization("app", spec.replace("name: keys", "name: gone"));

    assertThat(scene.awaitFailure("app", "BuildFailed").message())
        .contains("cannot get decryption Secret '" + scene.namespace() + "/gone'");
  }

  @Test
  void refusesAFileThatWasChangedAndNamesIt() {
    commitTampered();

    scene.kustomization("app", spec);

    assertThat(scene.awaitFailure("app", "BuildFailed").message())
        .contains("error decrypting sources: settings.env");
  }

  @Test
  void takesAFileThatWasChangedWhenCodesAreNotToBeVerified() {
    open(stage.scene("--sops-verify-mac=false"));
    commitTampered();

    scene.kustomization("app", spec);

    scene.awaitReady("app");
  }

  @Test
  void asksForTheGateWhenAServiceAccountIsToDecrypt() {
    scene.commit("shop", Map.of("secret.yaml", secret));

    scene.kustomization(
        "app", spec.replace("secretRef: {name: keys}", "serviceAccountName: decryptor"));

    assertThat(scene.awaitFailure("app", "FeatureGateDisabled").message())
        .contains("ObjectLevelWorkloadIdentity");
  }

  private void commitTampered() {
    scene.commit(
        "shop",
        Map.of(
            "kustomization.yaml",
            "secretGenerator:\n- name: generated\n  envs: [settings.env]\n",
            "settings.env",
            Cases.text(TAMPERED)));
  }

  private static Map<String, String> clearText() {
    Map<String, String> values = new HashMap<>();
    for (String line : Cases.text("sops/cases/dotenv-equals/plain.env").lines().toList()) {
      int equals = line.indexOf('=');
      values.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return values;
  }

  private Map<String, String> data(String name) {
    Map<String, String> values = new HashMap<>();
    scene
        .client()
        .secrets()
        .inNamespace(scene.namespace())
        .withName(name)
        .require()
        .getData()
        .forEach(
            (key, value) ->
                values.put(
                    key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    return values;
  }
}
