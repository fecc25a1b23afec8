package dev.millrace.kustomize.reference;

import dev.millrace.kustomize.fieldspec.FieldSpec;
import dev.millrace.kustomize.fieldspec.FieldVisitor;
import dev.millrace.kustomize.fieldspec.NameReference;
import dev.millrace.kustomize.node.Node;
import dev.millrace.kustomize.problem.KustomizeException;
import dev.millrace.kustomize.problem.Problems;
import dev.millrace.kustomize.resource.Gvk;
import dev.millrace.kustomize.resource.Resource;
import dev.millrace.kustomize.resource.ResourceMap;
import dev.millrace.kustomize.transform.Transformer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets the fields that name other objects follow when those were renamed. */
public final class NameReferenceTransformer implements Transformer {
  private final Map<String, List<Rule>> rulesByKind = new HashMap<>();
  private final List<Rule> rulesForAnyKind = new ArrayList<>();

  /** A field that may name an object of some kind; the position keeps the order of the table. */
  private record Rule(int position, FieldSpec field, Gvk target) {}

  /** Follows the references of a table. */
  public NameReferenceTransformer(List<NameReference> references) {
    int position = 0;
    for (NameReference reference : references) {
      for (FieldSpec field : reference.referrers()) {
        Rule rule = new Rule(position++, field, reference.target());
        String kind = field.gvk().kind();
        if (kind.isEmpty()) {
          rulesForAnyKind.add(rule);
        } else {
          rulesByKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(rule);
        }
      }
    }
  }

  @Override
  public void transform(ResourceMap resources) {
    Candidates candidates = new Candidates(resources.resources());
    Problems problems = new Problems();
    for (Resource referrer : resources.resources()) {
      problems.collect(() -> update(referrer, candidates));
    }
    problems.throwIfAny();
    resources.idsChanged();
  }

  private void update(Resource referrer, Candidates candidates) {
    List<Rule> rules = rulesFor(referrer.originalId().gvk());
    if (rules.isEmpty()) {
      return;
    }
    if (!referrer.gvk().apiVersion().equals(writtenApiVersion(referrer))) {
      throw new KustomizeException(
              "the apiVersion of " + referrer.currentId() + " is malformed; correct it")
          .in(referrer.source().file(), referrer.source().line());
    }
    ReferralSearch search = new ReferralSearch(referrer, candidates);
    for (Rule rule : rules) {
      ReferenceUpdate update = new ReferenceUpdate(search, rule.field, rule.target);
      try {
        FieldVisitor.ofExisting(update::apply).visitSelected(referrer, rule.field);
      } catch (KustomizeException e) {
        throw e.during("updating name reference");
      }
    }
  }

  private static String writtenApiVersion(Resource resource) {
    Node node = resource.node().field("apiVersion");
    return node == null || node.isNull() ? "" : node.text();
  }

  private List<Rule> rulesFor(Gvk gvk) {
    List<Rule> rules = new ArrayList<>(rulesByKind.getOrDefault(gvk.kind(), List.of()));
    rules.addAll(rulesForAnyKind);
    rules.removeIf(rule -> !gvk.isSelectedBy(rule.field.gvk()));
    rules.sort((left, right) -> Integer.compare(left.position, right.position));
    return rules;
  }
}
