package dev.millrace.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses lists whose elements are of different types, also where one of them is only known when
 * the expression is evaluated. Go's CEL is as strict; the arguments of {@code format} are free
 * there too.
 */
final class HomogeneousLiterals {
  private HomogeneousLiterals() {}

  /** What is wrong with a checked expression; empty when nothing is. */
  static Optional<String> problem(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.LIST && !isFormatArgument(node))
        .flatMap(node -> problem(tree, node.expr().list().elements()).stream())
        .findFirst();
  }

  private static boolean isFormatArgument(CelNavigableExpr node) {
    return Stream.iterate(node.parent(), Optional::isPresent, at -> at.get().parent())
        .flatMap(Optional::stream)
        .filter(parent -> parent.getKind() == CelExpr.ExprKind.Kind.CALL)
        .anyMatch(parent -> parent.expr().call().function().equals("format"));
  }

  private static Optional<String> problem(CelAbstractSyntaxTree tree, List<CelExpr> elements) {
    List<CelType> types =
        elements.stream()
            .flatMap(element -> tree.getType(element.id()).stream())
            .distinct()
            .toList();
    return types.size() < 2
        ? Optional.empty()
        : Optional.of(
            "the elements of a list are of different types: %s and %s; convert them"
                .formatted(types.get(0).name(), types.get(1).name()));
  }
}
