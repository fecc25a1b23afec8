package dev.millrace.kustomize.kustomization;

import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.problem.Problem;
import dev.millrace.kustomize.problem.Problems;
import dev.millrace.yaml.YamlDocument;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlLimits;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads kustomization files: YAML 1.1 as JSON, no unknown fields, no converted types. Immutable and
 * thread-safe.
 */
public final class KustomizationReader {
  private static final String KIND = "Kustomization";
  private static final String COMPONENT = "Component";
  private static final String API_VERSION = "kustomize.config.k8s.io/v1beta1";
  private static final String COMPONENT_API_VERSION = "kustomize.config.k8s.io/v1alpha1";

  /** Fields that make a kustomization more than an empty file. */
  private static final List<String> CONTENT =
      List.of(
          "metadata",
          "openapi",
          "namePrefix",
          "nameSuffix",
          "namespace",
          "commonLabels",
          "labels",
          "commonAnnotations",
          "patchesStrategicMerge",
          "patchesJson6902",
          "patches",
          "images",
          "replacements",
          "replicas",
          "vars",
          "sortOptions",
          "resources",
          "components",
          "crds",
          "configMapGenerator",
          "secretGenerator",
          "helmGlobals",
          "helmCharts",
          "generatorOptions",
          "configurations",
          "generators",
          "transformers",
          "validators",
          "buildMetadata");

  /** Deprecated lists that only count when something is in them. */
  private static final List<String> DEPRECATED_CONTENT =
      List.of("bases", "imageTags", "helmChartInflationGenerator");

  private final YamlReader reader;

  /** A reader with bounds. */
  public KustomizationReader(YamlLimits limits) {
    this.reader = YamlReader.sigs().limits(limits);
  }

  /**
   * Reads a file.
   *
   * @param file its path, for messages
   * @throws KustomizeException with all problems that the file has
   */
  public Kustomization read(String text, String file) {
    YamlDocument document = parse(text, file);
    Problems problems = new Problems();
    try {
      StructReader in =
          StructReader.strict(fields(document), problems, path -> document.positionOf(path).line());
      checkContent(in, problems);
      Kustomization result = in.readWhole(struct -> read(struct, problems));
      problems.throwIfAny();
      return result;
    } catch (KustomizeException e) {
      throw e.inLinesOf(file);
    }
  }

  /**
   * What Flux understands of a file that it is about to write anew.
   *
   * @param listsResources whether the file has a list {@code resources} with something in it
   */
  public record Understood(Kustomization kustomization, boolean listsResources) {}

  /**
   * Reads a file as Flux does: unknown fields are dropped, numbers are taken for text where text is
   * wanted, and an empty file is fine.
   *
   * @param file its path, for messages
   * @throws KustomizeException with all problems that the file has
   */
  public Understood readLeniently(String text, String file) {
    Map<?, ?> fields = fields(parse(text, file));
    Problems problems = new Problems();
    try {
      boolean listsResources = StructReader.lenient(fields, problems).hasItems("resources");
      Kustomization result = read(StructReader.lenient(fields, problems), problems);
      problems.throwIfAny();
      return new Understood(result, listsResources);
    } catch (KustomizeException e) {
      throw e.inLinesOf(file);
    }
  }

  private static Map<?, ?> fields(YamlDocument document) {
    Object tree = document.value() == null ? Map.of() : document.value();
    if (tree instanceof Map<?, ?> fields) {
      return fields;
    }
    throw new KustomizeException("a kustomization must be a map of fields");
  }

  private YamlDocument parse(String text, String file) {
    try {
      return reader.readFirst(text);
    } catch (YamlException e) {
      throw new KustomizeException("invalid Kustomization: " + e.getMessage(), e).in(file, 0);
    }
  }

  private static Kustomization read(StructReader in, Problems problems) {
    boolean isComponent = readType(in, problems);
    in.struct("metadata", KustomizationReader::readMetadata);
    GeneratorOptions options = in.structOrEmpty("generatorOptions", GeneratorOptions::read);
    refuseHelm(in, problems);
    return new Kustomization(
        isComponent,
        readInputs(in),
        readGenerators(in, options),
        readChanges(in),
        in.struct("sortOptions", SortOptions::read),
        in.texts("buildMetadata"));
  }

  private static void checkContent(StructReader in, Problems problems) {
    boolean hasContent =
        CONTENT.stream().anyMatch(in::says) || DEPRECATED_CONTENT.stream().anyMatch(in::says);
    if (!hasContent) {
      problems.add(Problem.of("kustomization.yaml is empty; add resources to it"));
    }
  }

  private static boolean readType(StructReader in, Problems problems) {
    String kind = in.text("kind");
    String apiVersion = in.text("apiVersion");
    boolean isComponent = kind.equals(COMPONENT);
    if (!kind.isEmpty() && !kind.equals(KIND) && !isComponent) {
      problems.add(Problem.of("kind should be " + KIND + " or " + COMPONENT));
    }
    String required = isComponent ? COMPONENT_API_VERSION : API_VERSION;
    if (!apiVersion.isEmpty() && !apiVersion.equals(required)) {
      problems.add(Problem.of("apiVersion for " + kind + " should be " + required));
    }
    return isComponent;
  }

  private static String readMetadata(StructReader in) {
    in.textMap("labels");
    in.textMap("annotations");
    in.text("namespace");
    return in.text("name");
  }

  private static void refuseHelm(StructReader in, Problems problems) {
    in.struct("helmGlobals", globals -> globals.text("chartHome") + globals.text("configHome"));
    boolean charts = in.hasItems("helmCharts");
    boolean older = in.hasItems("helmChartInflationGenerator");
    if (charts || older) {
      problems.add(
          Problem.of(
              "helmCharts are not supported here, they would have to run a program; use a"
                  + " HelmRelease, or commit the rendered chart"));
    }
  }

  private static Kustomization.Inputs readInputs(StructReader in) {
    List<String> resources = new ArrayList<>(in.texts("resources"));
    resources.addAll(in.texts("bases"));
    return new Kustomization.Inputs(
        resources,
        in.texts("components"),
        in.texts("crds"),
        in.texts("configurations"),
        in.textMap("openapi"));
  }

  private static Kustomization.Generators readGenerators(
      StructReader in, GeneratorOptions options) {
    return new Kustomization.Generators(
        complete(in.list("configMapGenerator", GeneratorArgs::readConfigMap), options),
        complete(in.list("secretGenerator", GeneratorArgs::readSecret), options),
        in.texts("generators"));
  }

  private static List<GeneratorArgs> complete(List<GeneratorArgs> list, GeneratorOptions options) {
    return list.stream().map(args -> args.completedBy(options)).toList();
  }

  private static Kustomization.Changes readChanges(StructReader in) {
    List<Image> images = new ArrayList<>(in.list("images", Image::read));
    images.addAll(in.list("imageTags", Image::read));
    return new Kustomization.Changes(
        new Kustomization.Naming(
            in.text("namePrefix"), in.text("nameSuffix"), in.text("namespace")),
        new Kustomization.Marks(
            in.textMap("commonLabels"),
            in.list("labels", LabelRule::read),
            in.textMap("commonAnnotations")),
        new Kustomization.Patches(
            in.texts("patchesStrategicMerge"),
            in.list("patchesJson6902", Patch::read),
            in.list("patches", Patch::read)),
        images,
        in.list("replicas", Replica::read),
        in.list("replacements", Replacement::readInKustomization),
        in.list("vars", Variable::read),
        in.texts("transformers"),
        in.texts("validators"));
  }
}
