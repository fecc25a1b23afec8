package dev.millrace.kustomize.fieldspec;

import dev.millrace.kustomize.resource.Gvk;
import java.util.List;

/**
 * The fields that hold the name of an object of some kind.
 *
 * @param target the kind of the object that is referred to
 * @param referrers where its name may be
 */
public record NameReference(Gvk target, List<FieldSpec> referrers) {}
