package dev.millrace.gotemplate;

import dev.millrace.gotemplate.syntax.Statement;
import java.util.List;

/**
 * A template ready to run: its functions are resolved and its variables have slots.
 *
 * @param name the name it is defined under
 * @param source the text it comes from
 * @param body its statements
 * @param slots how many variables can exist at once
 * @param functions the functions that the text calls, by index
 * @param deep whether it is nested so deeply that it must run on a large stack
 * @param blank whether it is nothing but space
 */
record CompiledTemplate(
    String name,
    Source source,
    List<Statement> body,
    int slots,
    List<GoFunction> functions,
    boolean deep,
    boolean blank) {}
