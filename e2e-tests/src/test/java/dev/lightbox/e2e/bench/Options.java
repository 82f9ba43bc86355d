package dev.lightbox.e2e.bench;

import dev.lightbox.e2e.line.Line;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was asked for on the command line. */
record Options(List<Line> lines, Set<Kind> kinds, Amounts amounts, Optional<Path> json, Path data) {

    static final List<Line> LINES = List.of(Line.LOCAL, Line.HOME, Line.FAR);

    /** The command line can't be understood; the message says what is wrong with it. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static Options parse(List<String> arguments) throws UsageException {
        List<Line> lines = LINES;
        Set<Kind> kinds = EnumSet.allOf(Kind.class);
        Amounts amounts = Amounts.FULL;
        Optional<Path> json = Optional.empty();
        Path data = Path.of("../../shared/data");
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--quick")) {
                amounts = Amounts.QUICK;
                continue;
            }
            if (!Set.of("--line", "--only", "--json", "--data").contains(option)) {
                throw new UsageException("unknown option: " + option);
            }
            if (++i == arguments.size()) {
                throw new UsageException(option + " needs a value");
            }
            String value = arguments.get(i);
            switch (option) {
                case "--line" -> lines = List.of(line(value));
                case "--only" -> kinds = EnumSet.of(kind(value));
                case "--json" -> json = Optional.of(Path.of(value));
                default -> data = Path.of(value);
            }
        }
        return new Options(lines, kinds, amounts, json, data);
    }

    private static Line line(String name) throws UsageException {
        return LINES.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "--line: one of " + LINES.stream().map(Line::name).collect(Collectors.joining(", "))));
    }

    private static Kind kind(String name) throws UsageException {
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("--only: one of "
                        + Stream.of(Kind.values())
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
