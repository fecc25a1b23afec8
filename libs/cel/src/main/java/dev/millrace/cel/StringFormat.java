package dev.millrace.cel;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import java.util.List;

/** {@code '%s-%d'.format([a, b])}, which the Go library has and the Java library lacks. */
enum StringFormat implements CelCompilerLibrary, CelRuntimeLibrary {
  INSTANCE;

  private static final String FUNCTION = "format";
  private static final String OVERLOAD = "string_format";

  @Override
  public void setCheckerOptions(CelCheckerBuilder checker) {
    checker.addFunctionDeclarations(
        CelFunctionDecl.newFunctionDeclaration(
            FUNCTION,
            CelOverloadDecl.newMemberOverload(
                OVERLOAD, SimpleType.STRING, SimpleType.STRING, ListType.create(SimpleType.DYN))));
  }

  @Override
  public void setRuntimeOptions(CelRuntimeBuilder runtime) {
    runtime.addFunctionBindings(
        CelFunctionBinding.fromOverloads(
            FUNCTION,
            CelFunctionBinding.from(
                OVERLOAD,
                String.class,
                List.class,
                (format, arguments) -> new FormatClauses(format, arguments).write())));
  }
}
