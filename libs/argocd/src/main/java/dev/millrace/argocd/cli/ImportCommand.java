package dev.millrace.argocd.cli;

import dev.millrace.argocd.ArgoImport;
import dev.millrace.argocd.manifest.Converted;
import dev.millrace.argocd.manifest.Remark;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.safety.BoundedReads;
import dev.millrace.yaml.GoYaml;
import dev.millrace.yaml.YamlDocument;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code import argocd [FILE...]}: prints what manifests of Argo CD are in the words of Flux. What
 * a person has to know stands in comments above the objects, and on the standard error. Fails when
 * something has no counterpart, after printing the rest.
 */
public final class ImportCommand {
  private static final long MAX_BYTES = 64 << 20;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /** A command that reads from and prints to these streams. */
  public ImportCommand(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Runs the command; a failure ends the program with an exception after its message. */
  public static void main(String[] args) {
    PrintStream utf8 = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    boolean succeeded = new ImportCommand(System.in, utf8, System.err).run(List.of(args));
    utf8.flush();
    if (!succeeded) {
      Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
      throw new IllegalStateException("the import is not complete");
    }
  }

  /** Runs the command; false when it failed or something has no counterpart. */
  public boolean run(List<String> args) {
    if (ImportArguments.askForHelp(args)) {
      out.print(ImportArguments.USAGE);
      return true;
    }
    try {
      return convert(ImportArguments.parse(args));
    } catch (IllegalArgumentException e) {
      err.println("Error: " + e.getMessage());
      err.print(ImportArguments.USAGE);
    } catch (NoSuchFileException e) {
      err.println("Error: there is no file or folder '" + e.getMessage() + "'");
    } catch (YamlException e) {
      err.println("Error: " + e.getMessage());
    } catch (IOException e) {
      err.println("Error: " + e);
    }
    return false;
  }

  private boolean convert(ImportArguments arguments) throws IOException {
    SprigEnvironment environment =
        SprigEnvironment.isolated(InstantSource.system(), new SecureRandom());
    List<Converted> converted =
        new ArgoImport(arguments.options(), environment).convert(manifests(arguments.files()));
    converted.forEach(this::print);
    boolean complete = converted.stream().noneMatch(Converted::hasLosses);
    if (!complete && !arguments.incomplete()) {
      err.println("Error: not everything could be converted, see above");
    }
    return complete || arguments.incomplete();
  }

  private void print(Converted converted) {
    out.println("---");
    out.println("# " + converted.subject());
    for (Remark remark : converted.remarks()) {
      out.println("# " + remark.toString().replace("\n", "\n# "));
      err.println(converted.subject() + ": " + remark);
    }
    String separator = "";
    for (Map<String, @Nullable Object> object : converted.objects()) {
      out.print(separator + GoYaml.write(object));
      separator = "---\n";
    }
  }

  private List<Map<?, ?>> manifests(List<Path> files) throws IOException {
    List<Map<?, ?>> manifests = new ArrayList<>();
    if (files.isEmpty()) {
      addAll(BoundedReads.readAll(in, "the standard input", MAX_BYTES), manifests);
    }
    for (Path file : files) {
      for (Path each : yamlFiles(file)) {
        try (InputStream content = Files.newInputStream(each)) {
          addAll(BoundedReads.readAll(content, each.toString(), MAX_BYTES), manifests);
        }
      }
    }
    return manifests;
  }

  private static List<Path> yamlFiles(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
          .sorted()
          .toList();
    }
  }

  private static void addAll(byte[] text, List<Map<?, ?>> manifests) {
    for (YamlDocument document : YamlReader.sigs().readAll(text)) {
      if (document.value() instanceof Map<?, ?> manifest) {
        if (manifest.get("items") instanceof List<?> items) {
          items.stream().filter(Map.class::isInstance).forEach(i -> manifests.add((Map<?, ?>) i));
        } else {
          manifests.add(manifest);
        }
      }
    }
  }
}
