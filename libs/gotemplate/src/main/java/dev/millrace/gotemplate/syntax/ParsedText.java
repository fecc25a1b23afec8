package dev.millrace.gotemplate.syntax;

import java.util.List;
import java.util.SequencedMap;

/**
 * The result of parsing one text.
 *
 * @param templates the templates it defines by name, the text itself among them
 * @param functions the names of the functions it calls, in the order of their indexes
 */
public record ParsedText(SequencedMap<String, ParsedTemplate> templates, List<String> functions) {}
