package dev.millrace.gotemplate;

import dev.millrace.gotemplate.syntax.NestingSyntaxException;
import dev.millrace.gotemplate.syntax.ParsedTemplate;
import dev.millrace.gotemplate.syntax.ParsedText;
import dev.millrace.gotemplate.syntax.Parser;
import dev.millrace.gotemplate.syntax.SyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Parsed templates that can call one another by name. Immutable and safe for use by many threads;
 * adding a text gives a new set and leaves this one as it was.
 */
public final class TemplateSet {
  /** Beyond this many layers of added texts a set copies what lies below. */
  private static final int MAX_LAYERS = 8;

  /** Texts nested up to here are parsed and executed on the stack of the caller. */
  private static final int SHALLOW_NESTING = 60;

  /** How deep parentheses may be nested, as in Go. */
  private static final int MAX_NESTING = 10_000;

  private final Functions functions;
  private final @Nullable TemplateSet below;
  private final Map<String, CompiledTemplate> own;
  private final int layers;

  private TemplateSet(
      Functions functions, @Nullable TemplateSet below, Map<String, CompiledTemplate> own) {
    this.functions = functions;
    this.below = below;
    this.own = own;
    this.layers = below == null ? 1 : below.layers + 1;
  }

  /** A set without templates whose texts can call the given functions. */
  public static TemplateSet empty(Functions functions) {
    return new TemplateSet(functions, null, Map.of());
  }

  /**
   * This set and the templates of one more text: the text itself under {@code name}, and what it
   * defines. As in Go, a later template replaces an earlier one of the same name unless the later
   * one is empty. The cost does not depend on the size of this set.
   *
   * @throws TemplateException of phase PARSE
   */
  public TemplateSet with(String name, String text) {
    Map<String, CompiledTemplate> added = new HashMap<>();
    for (CompiledTemplate template : compile(name, text)) {
      if (!template.blank() || find(template.name()) == null) {
        added.put(template.name(), template);
      }
    }
    if (layers < MAX_LAYERS) {
      return new TemplateSet(functions, this, added);
    }
    Map<String, CompiledTemplate> all = new HashMap<>();
    collect(all);
    all.putAll(added);
    return new TemplateSet(functions, null, all);
  }

  private List<CompiledTemplate> compile(String name, String text) {
    var source = new Source(name, text);
    try {
      return compile(source, parse(source, SHALLOW_NESTING), false);
    } catch (NestingSyntaxException _) {
      return compile(source, parseDeep(source), true);
    } catch (SyntaxException e) {
      throw failure(name, e);
    }
  }

  private ParsedText parseDeep(Source source) {
    try {
      return DeepStack.call(() -> parse(source, MAX_NESTING));
    } catch (SyntaxException e) {
      throw failure(source.name(), e);
    }
  }

  private List<CompiledTemplate> compile(Source source, ParsedText parsed, boolean deep) {
    List<GoFunction> resolved = new ArrayList<>();
    for (String function : parsed.functions()) {
      resolved.add(functions.find(function).orElseThrow());
    }
    List<CompiledTemplate> compiled = new ArrayList<>();
    for (ParsedTemplate template : parsed.templates().values()) {
      compiled.add(
          new CompiledTemplate(
              template.name(),
              source,
              template.body(),
              template.slots(),
              resolved,
              deep,
              template.isEmpty()));
    }
    return compiled;
  }

  private ParsedText parse(Source source, int maxNesting) {
    return Parser.parse(
        source.name(), source.text(), name -> functions.get(name) != null, maxNesting);
  }

  private static TemplateException failure(String name, SyntaxException cause) {
    String message = String.valueOf(cause.getMessage());
    return new TemplateException(
        TemplateException.Phase.PARSE, message, name, cause.line(), -1, cause);
  }

  /** Whether a template of this name can be executed. */
  public boolean contains(String name) {
    return find(name) != null;
  }

  /** The names of all templates, sorted. */
  public Set<String> names() {
    Map<String, CompiledTemplate> all = new HashMap<>();
    collect(all);
    return new TreeSet<>(all.keySet());
  }

  /** The functions that texts of this set can call. */
  public Functions functions() {
    return functions;
  }

  /**
   * Executes one template.
   *
   * @param data what {@code .} and {@code $} are: plain trees and {@link HostObject}s, null for nil
   * @throws TemplateException of phase EXECUTE or LIMIT
   */
  public String execute(String name, @Nullable Object data, ExecutionOptions options) {
    return new Run(this, options).start(name, data);
  }

  @Nullable CompiledTemplate find(String name) {
    for (TemplateSet set = this; set != null; set = set.below) {
      CompiledTemplate template = set.own.get(name);
      if (template != null) {
        return template;
      }
    }
    return null;
  }

  private void collect(Map<String, CompiledTemplate> all) {
    if (below != null) {
      below.collect(all);
    }
    all.putAll(own);
  }
}
