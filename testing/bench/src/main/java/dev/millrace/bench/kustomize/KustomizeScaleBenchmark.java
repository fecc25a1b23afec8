package dev.millrace.bench.kustomize;

import dev.millrace.kustomize.KustomizeOptions;
import dev.millrace.kustomize.Kustomizer;
import dev.millrace.safety.FileTree;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whether time grows in step with resources and with bases: compare the sizes with each other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class KustomizeScaleBenchmark {
  /** How many resources; and ten times the number of bases, with two resources each. */
  @Param({"1000", "2500", "5000", "10000"})
  public int size;

  private final Kustomizer kustomizer = new Kustomizer();
  private FileTree resources = ScaleInputs.nothing();
  private FileTree bases = ScaleInputs.nothing();

  /** Makes the inputs. */
  @Setup
  public void prepare() {
    resources = ScaleInputs.manyResources(size);
    bases = ScaleInputs.manyBases(size / 10);
  }

  /** One kustomization with a prefix, a label and a namespace over many resources. */
  @Benchmark
  public String manyResources() {
    return kustomizer.build(resources, "", KustomizeOptions.flux()).toYaml();
  }

  /** One kustomization over many bases, each with a generated ConfigMap. */
  @Benchmark
  public String manyBases() {
    return kustomizer.build(bases, "", KustomizeOptions.flux()).toYaml();
  }
}
