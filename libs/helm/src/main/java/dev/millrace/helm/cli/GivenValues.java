package dev.millrace.helm.cli;

import dev.millrace.helm.cli.TemplateArguments.Setting;
import dev.millrace.helm.values.PathSetter;
import dev.millrace.helm.values.SetLimits;
import dev.millrace.helm.values.SetSyntax;
import dev.millrace.helm.values.TableMerge;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.helm.values.ValuesException;
import dev.millrace.helm.values.ValuesReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values that the command line gives: those of files, overridden by single settings. */
final class GivenValues {
  private Map<String, Object> values = new LinkedHashMap<>();

  private GivenValues() {}

  static Map<String, Object> of(TemplateArguments arguments) throws IOException, CommandFailure {
    var given = new GivenValues();
    for (Path file : arguments.valueFiles()) {
      given.addFile(file);
    }
    for (Setting setting : arguments.settings()) {
      given.apply(setting);
    }
    return given.values;
  }

  private void addFile(Path file) throws IOException, CommandFailure {
    try {
      values = TableMerge.overlay(values, ValuesReader.read(Files.readString(file)));
    } catch (ValuesException e) {
      throw new CommandFailure("failed to parse " + file + ": " + e.getMessage());
    }
  }

  private void apply(Setting setting) throws IOException, CommandFailure {
    try {
      switch (setting.kind()) {
        case JSON -> setJson(setting.line());
        case TYPED -> set(setting.line(), SetSyntax.TYPED);
        case STRING -> set(setting.line(), SetSyntax.STRING);
        case LITERAL -> set(setting.line(), SetSyntax.LITERAL);
        case FILE -> setContent(setting.line());
      }
    } catch (ValuesException e) {
      throw new CommandFailure("failed parsing " + setting.flag() + " data: " + e.getMessage());
    }
  }

  private void set(String line, SetSyntax syntax) throws ValuesException {
    PathSetter.set(values, line, syntax, SetLimits.defaults());
  }

  /** Settings by path, or a whole table. */
  private void setJson(String line) throws ValuesException {
    if (!line.stripLeading().startsWith("{")) {
      set(line, SetSyntax.JSON);
      return;
    }
    Map<String, Object> table = ValueTrees.asTable(ValuesReader.json(line));
    if (table != null) {
      values = TableMerge.overlay(values, table);
    }
  }

  private void setContent(String line) throws ValuesException, IOException, CommandFailure {
    int equals = line.indexOf('=');
    if (equals < 0) {
      throw new ValuesException("key \"" + line + "\" has no value");
    }
    String content = Files.readString(ArgumentParser.path(line.substring(equals + 1)));
    set(line.substring(0, equals + 1) + content, SetSyntax.LITERAL);
  }
}
