package dev.millrace.runtime.flags;

import dev.millrace.api.meta.GoDuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads a controller's command line. */
public final class FlagParser {
  private FlagParser() {}

  /**
   * Fills a command object from its arguments and, for those that are not given, from the
   * environment; see {@link EnvironmentVariable}.
   *
   * @throws IllegalArgumentException when an argument is unknown or makes no sense; the message
   *     names it and, when there is one, the flag that may have been meant
   */
  public static <F extends ControllerFlags> F parse(F flags, String... args) {
    return parse(flags, System.getenv(), args);
  }

  static <F extends ControllerFlags> F parse(
      F flags, Map<String, String> environment, String... args) {
    CommandLine command = commandLine(flags);
    command.setDefaultValueProvider(
        argument ->
            argument instanceof OptionSpec option
                ? environment.get(EnvironmentVariable.of(option.longestName()))
                : null);
    try {
      command.parseArgs(args);
      flags.featureGates();
      FlagBounds.check(flags);
      return flags;
    } catch (UnmatchedArgumentException e) {
      throw new IllegalArgumentException(unknown(command, e), e);
    } catch (ParameterException e) {
      throw new IllegalArgumentException(e.getMessage() + origin(e, args), e);
    }
  }

  /** The list of all flags, for {@code --help}. */
  public static String usage(ControllerFlags flags) {
    return commandLine(flags).getUsageMessage() + EnvironmentVariable.HELP;
  }

  /**
   * The flags with all that is known of them, for documents about them; defaults as they are
   * written, whatever the environment of this process is.
   */
  public static Collection<OptionSpec> describe(ControllerFlags flags) {
    CommandLine command = commandLine(flags);
    command.setInterpolateVariables(false);
    return command.getCommandSpec().options();
  }

  private static CommandLine commandLine(ControllerFlags flags) {
    CommandLine command = new CommandLine(flags);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setExpandAtFiles(false);
    command.setOverwrittenOptionsAllowed(true);
    command.registerConverter(Duration.class, converter(text -> new GoDuration(text).asDuration()));
    // What the library has for paths calls the JDK by name, which no native image could follow.
    command.registerConverter(Path.class, converter(Path::of));
    command.registerConverter(ListenAddress.class, converter(ListenAddress::parse));
    command.registerConverter(int.class, converter(number(Integer::valueOf, "a whole number")));
    command.registerConverter(long.class, converter(number(Long::valueOf, "a whole number")));
    command.registerConverter(float.class, converter(number(Float::valueOf, "a number")));
    return command;
  }

  private static <T> ITypeConverter<T> number(Function<String, T> reader, String what) {
    return text -> {
      try {
        return reader.apply(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("'%s' is not %s".formatted(text, what), e);
      }
    };
  }

  /** Lets messages about values reach the user instead of the names of our classes. */
  private static <T> ITypeConverter<T> converter(ITypeConverter<T> converter) {
    return text -> {
      try {
        return converter.convert(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            Optional.ofNullable(e.getMessage()).orElse("'" + text + "' makes no sense"));
      }
    };
  }

  /** Says so when a value that makes no sense comes from the environment. */
  private static String origin(ParameterException e, String... args) {
    if (!(e.getArgSpec() instanceof OptionSpec option)) {
      return "";
    }
    boolean isGiven =
        Arrays.stream(args)
            .anyMatch(
                arg ->
                    Arrays.stream(option.names())
                        .anyMatch(name -> arg.equals(name) || arg.startsWith(name + "=")));
    return isGiven
        ? ""
        : " (from the variable %s)".formatted(EnvironmentVariable.of(option.longestName()));
  }

  private static String unknown(CommandLine command, UnmatchedArgumentException e) {
    String argument = e.getUnmatched().getFirst();
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    List<String> known = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
    if (!name.startsWith("-")) {
      return "unexpected argument '" + name + "'; flags begin with --";
    }
    return "unknown flag " + name + NearestName.hint(name, known);
  }
}
