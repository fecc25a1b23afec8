package dev.millrace.kustomize.build;

import dev.millrace.kustomize.bounds.Budget;
import dev.millrace.kustomize.kustomization.KustomizationReader;
import dev.millrace.kustomize.load.NamelessObjects;
import dev.millrace.kustomize.load.ResourceReader;
import dev.millrace.kustomize.node.NodeReader;
import dev.millrace.kustomize.patch.StrategicMerge;
import dev.millrace.kustomize.schema.SchemaSession;

/**
 * What all kustomizations of one build share. Belongs to one thread.
 *
 * @param defaults the builtin data
 * @param schemas the schema of this build
 * @param resources reads objects
 * @param kustomizations reads kustomization files
 * @param merge merges patches
 * @param budget what may still be used
 */
public record BuildContext(
    DefaultTables defaults,
    SchemaSession schemas,
    ResourceReader resources,
    KustomizationReader kustomizations,
    StrategicMerge merge,
    Budget budget) {

  /** Starts a build that names, or refuses, objects without a name. */
  public static BuildContext start(
      DefaultTables defaults, Budget budget, NamelessObjects nameless) {
    SchemaSession schemas = new SchemaSession(defaults.schema());
    NodeReader nodes = new NodeReader(budget.limits().yaml());
    return new BuildContext(
        defaults,
        schemas,
        new ResourceReader(nodes, schemas, nameless),
        new KustomizationReader(budget.limits().yaml()),
        new StrategicMerge(schemas),
        budget);
  }
}
