package dev.millrace.controller.imageautomation.setter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.servers.Repository;
import dev.millrace.yaml.YamlLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole files with markers: nothing but the marked values may differ, to the byte. */
class MarkedManifestsTest {
  private static final String DIGEST = "sha256:" + "b".repeat(64);
  private static final LatestImage APP =
      new LatestImage("ns", "app", "reg.io:5000/app", "v2", DIGEST);
  private static final Pattern IMAGE =
      Pattern.compile("(?m)^([ \\t]*(?:- )*image:[ \\t]+)([\\w./:@-]+)[ \\t]*(\\r?)$");
  private static final Pattern SECTION = Pattern.compile("@file (\\d+) ([^\\n]+)\\n");

  /** Each form of a marker in each style of scalar. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`v: a:1 # {\"$imagepolicy\": \"ns:app\"}`|`reg.io:5000/app:v2@DIGEST`",
        "`v: \"a:1\"   # {\"$imagepolicy\": \"ns:app\"}`|`reg.io:5000/app:v2@DIGEST`",
        "`v: 'a:1' # {\"$imagepolicy\":\"ns:app\"}`|`reg.io:5000/app:v2@DIGEST`",
        "`v: a # {\"$imagepolicy\": \"ns:app:name\"}`|`reg.io:5000/app`",
        "`v: v1.0 # {\"$imagepolicy\": \"ns:app:tag\"}`|`v2`",
        "`v: 'x' # {\"$imagepolicy\": \"ns:app:digest\"}`|`DIGEST`",
        "`v: !!str x # {\"$imagepolicy\": \"ns:app:tag\"}`|`v2`",
        "`v: &anchor x # {\"$imagepolicy\": \"ns:app:tag\"}`|`v2`",
        "`list: [a, b] # none\nv: x # {\"$imagepolicy\": \"ns:app:tag\"}`|`v2`"
      })
  void setsEveryFormInEveryStyle(String line, String value) {
    for (String end : List.of("\n", "\r\n")) {
      for (String before : List.of("", "\uFEFF", "# top\n\n---\n")) {
        String file =
            (before + "kind: X\n" + line + "\nlast:   {a: 1,  b: 2}  # end\n...\n")
                .replace("\n", end);
        String updated = update(file);
        String wanted = value.replace("DIGEST", DIGEST);
        assertThat(updated).contains(wanted);
        String marked =
            file.lines().filter(each -> each.contains("$imagepolicy")).findFirst().orElseThrow();
        String changed =
            updated.lines().filter(each -> each.contains("$imagepolicy")).findFirst().orElseThrow();
        assertThat(updated.replace(changed, marked)).isEqualTo(file);
        assertThat(changed.replace(wanted, "")).isEqualTo(without(marked));
      }
    }
  }

  /** A marked line without its value. */
  private static String without(String line) {
    Matcher scalar =
        Pattern.compile("^(v: (?:!!str |&anchor )?[\"']?)([^\"'\\s]+)(.*)$").matcher(line);
    assertThat(scalar.matches()).isTrue();
    return scalar.group(1) + scalar.group(3);
  }

  @Test
  void changesOnlyTheMarkedValuesOfPublicManifests() throws IOException {
    Path real = Repository.conformance().resolve("kustomize/real");
    assumeTrue(Files.isDirectory(real), "skipped: there are no conformance cases at " + real);
    int changed = 0;
    try (Stream<Path> cases = Files.list(real)) {
      for (Path each : cases.sorted().toList()) {
        for (Map.Entry<String, String> file : files(each).entrySet()) {
          changed += checkManifest(file.getKey(), file.getValue());
        }
      }
    }
    assertThat(changed).isGreaterThan(300);
  }

  /** Texts inside of other texts look like fields but are none, so files with such are left out. */
  private static int checkManifest(String path, String text) {
    boolean plain = !text.contains("|") && !text.contains(">") && !text.contains("kind: List");
    Matcher images = IMAGE.matcher(text);
    if (!plain || !images.find()) {
      return 0;
    }
    String marker = " # {\"\\$imagepolicy\": \"ns:app\"}$3";
    String marked = images.replaceAll("$1$2" + marker);
    String expected = images.replaceAll("$1reg.io:5000/app:v2@" + DIGEST + marker);
    SetterUpdate update = new SetterUpdate(Setters.of(List.of(APP)), YamlLimits.DEFAULT);
    var result = update.update("a/b.yaml", marked.getBytes(StandardCharsets.UTF_8));
    if (result.isEmpty()) {
      return 0;
    }
    assertThat(new String(result.get(), StandardCharsets.UTF_8)).as(path).isEqualTo(expected);
    return 1;
  }

  private static Map<String, String> files(Path kustomizeCase) throws IOException {
    String all = Files.readString(kustomizeCase, StandardCharsets.ISO_8859_1);
    Map<String, String> files = new LinkedHashMap<>();
    Matcher section = SECTION.matcher(all);
    int at = 0;
    while (section.find(at)) {
      int end = section.end() + Integer.parseInt(section.group(1));
      byte[] bytes = all.substring(section.end(), end).getBytes(StandardCharsets.ISO_8859_1);
      files.put(section.group(2), new String(bytes, StandardCharsets.UTF_8));
      at = end;
    }
    return files;
  }

  private static String update(String file) {
    SetterUpdate update = new SetterUpdate(Setters.of(List.of(APP)), YamlLimits.DEFAULT);
    return new String(
        update.update("x.yaml", file.getBytes(StandardCharsets.UTF_8)).orElseThrow(),
        StandardCharsets.UTF_8);
  }
}
