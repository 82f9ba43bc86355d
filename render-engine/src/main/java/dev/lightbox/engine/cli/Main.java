package dev.lightbox.engine.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The engine's offline commands: the first argument names one, the rest is for it. */
public final class Main {
    private static final List<Command> COMMANDS = List.of(
            new DecodeCommand(),
            new RenderCommand(),
            new VerifyCommand(),
            new VolumeCommand(),
            new MprCommand(),
            new PhantomCommand(),
            new ImportCommand());

    private Main() {}

    /** Ends the process with the command's exit code. */
    public static void main(String[] arguments) {
        // Names and paths may hold any character, whatever the terminal's locale says.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Cancellation cancellation = Cancellation.onShutdown();
        int exitCode;
        try {
            exitCode = run(new Console(out, err, isTerminal()), arguments);
        } finally {
            cancellation.cleanedUp();
        }
        System.exit(exitCode);
    }

    private static boolean isTerminal() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }

    static int run(Console console, String... arguments) {
        if (arguments.length == 0) {
            printCommands(console.err());
            return ExitCode.USAGE;
        }
        String name = arguments[0];
        if (isHelp(name)) {
            printCommands(console.out());
            return ExitCode.OK;
        }
        for (Command command : COMMANDS) {
            if (command.name().equals(name)) {
                return run(command, console, Arrays.asList(arguments).subList(1, arguments.length));
            }
        }
        console.err().println("There is no command \"" + name + "\".");
        printCommands(console.err());
        return ExitCode.USAGE;
    }

    private static int run(Command command, Console console, List<String> arguments) {
        if (arguments.stream().anyMatch(Main::isHelp)) {
            console.out().println(command.help().stripTrailing());
            return ExitCode.OK;
        }
        try {
            return command.run(console, arguments);
        } catch (UsageException e) {
            console.err().println(e.getMessage());
            console.err().println(command.help().stripTrailing());
            return ExitCode.USAGE;
        } catch (InterruptedException e) {
            console.endProgress();
            console.err().println("Cancelled.");
            return ExitCode.CANCELLED;
        }
    }

    private static boolean isHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h");
    }

    private static void printCommands(PrintStream stream) {
        stream.println("Commands (each explains itself with --help):");
        for (Command command : COMMANDS) {
            stream.printf("  %-10s %s%n", command.name(), command.summary());
        }
    }
}
