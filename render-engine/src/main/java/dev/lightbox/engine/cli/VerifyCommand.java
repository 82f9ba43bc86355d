package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.ReadLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compares what the engine makes of a set of files with what trusted tools made of them. */
final class VerifyCommand implements Command {

    private static final String MANIFEST = "MANIFEST.tsv";

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "compares decoded values and pictures with a list of known ones";
    }

    @Override
    public String help() {
        return """
                verify DIR [--all] [--only TEXT]

                Reads DIR/MANIFEST.tsv (columns path, bytes, sha256, raw_sha256, values_sha256, bit_exact, reference, reference_made_by; those
                that are missing are taken as empty) and checks every line: path is a DICOM file below DIR, or archive.zip!member (also .tar,
                .tar.gz, .tar.xz).

                  stored values  of frame 1, as 32-bit little-endian integers: their SHA-256 must be values_sha256 where bit_exact is yes; of
                                 floating point the SHA-256 must be raw_sha256
                  pictures       the PNG named by reference, made with the options in reference_made_by (dcmj2pnm: -O, +Wi N, +Wfs, +Wl N, +Wm,
                                 +Ww C W; dcmp2pgm for a presentation state): within 1 level, within 2 where bit_exact is no; the picture with
                                 overlays beside it (NAME.overlays.png) too

                Prints a line for each that differs or can't be checked, and at the end how many came out how.

                  --all          prints a line for the others, too
                  --only TEXT    only lines whose path contains TEXT

                Exit code: 0 everything checked is right, 1 something differs, 2 wrong use, 3 nothing differs, but files or references are
                missing, 130 cancelled.
                """;
    }

    @Override
    public int run(Console console, List<String> arguments) throws UsageException, InterruptedException {
        CommandLine line = CommandLine.parse(arguments, Set.of("--only"), Set.of("--all"));
        if (line.operands().size() != 1) {
            throw new UsageException("One DIR, please.");
        }
        Path root = Arguments.path(line.operands().getFirst());
        Manifest manifest;
        try {
            manifest = Manifest.read(root.resolve(MANIFEST));
        } catch (IOException e) {
            console.err().println("The list can't be read: " + Failures.text(e));
            return ExitCode.FAILED;
        }
        for (String column : List.of("values_sha256", "bit_exact", "reference", "reference_made_by")) {
            if (!manifest.columns().contains(column)) {
                console.err().println(MANIFEST + " has no column " + column + ": nothing is compared with it.");
            }
        }
        String only = line.value("--only").orElse("");
        List<Manifest.Line> lines = manifest.lines().stream()
                .filter(one -> one.path().contains(only))
                .toList();
        long start = System.nanoTime();
        List<LineVerifier.Result> results = new Run(console, root, lines).all();
        return report(console, results, line.has("--all"), (System.nanoTime() - start) / 1e9);
    }

    private static int report(Console console, List<LineVerifier.Result> results, boolean all, double seconds) {
        Map<Verdict, Integer> values = new EnumMap<>(Verdict.class);
        Map<Verdict, Integer> pictures = new EnumMap<>(Verdict.class);
        for (LineVerifier.Result result : results) {
            print(console, result.line().path(), result.values(), all);
            values.merge(result.values().verdict(), 1, Integer::sum);
            for (LineVerifier.Check picture : result.pictures()) {
                print(console, result.line().path(), picture, all);
                pictures.merge(picture.verdict(), 1, Integer::sum);
            }
        }
        console.out().printf("%d lines of %s in %.1f s%n", results.size(), MANIFEST, seconds);
        count(console, "stored values", values);
        count(console, "pictures", pictures);
        boolean wrong = has(values, Verdict.Kind.WRONG) || has(pictures, Verdict.Kind.WRONG);
        boolean unchecked = has(values, Verdict.Kind.UNCHECKED) || has(pictures, Verdict.Kind.UNCHECKED);
        return wrong ? ExitCode.FAILED : unchecked ? ExitCode.SOME_SKIPPED : ExitCode.OK;
    }

    private static void print(Console console, String path, LineVerifier.Check check, boolean all) {
        if (all || !check.message().isEmpty()) {
            String message = check.message().isEmpty() ? "" : ": " + check.message();
            console.out()
                    .println(Console.printable(path + ": " + check.verdict().text() + message));
        }
    }

    private static void count(Console console, String what, Map<Verdict, Integer> counts) {
        console.out().println(what + ":");
        counts.forEach((verdict, count) -> console.out().printf("  %5d  %s%n", count, verdict.text()));
    }

    private static boolean has(Map<Verdict, Integer> counts, Verdict.Kind kind) {
        return counts.keySet().stream().anyMatch(verdict -> verdict.kind() == kind);
    }

    /** All lines on all cores: each by itself, those of one tar archive together, as it can only be read from its beginning. */
    private static final class Run {

        private final Console console;
        private final Path root;
        private final List<Manifest.Line> lines;
        private final PresentationStates states;
        private final MemoryGate memory = MemoryGate.ofHeap();

        Run(Console console, Path root, List<Manifest.Line> lines) {
            this.console = console;
            this.root = root;
            this.lines = lines;
            this.states = new PresentationStates(root, lines);
        }

        List<LineVerifier.Result> all() throws InterruptedException {
            ExecutorService executor = Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform().name("verify-", 0).daemon().factory());
            try {
                List<Future<List<LineVerifier.Result>>> running = new ArrayList<>();
                for (List<Manifest.Line> group : groups()) {
                    running.add(executor.submit(() -> group(group)));
                }
                Map<Manifest.Line, LineVerifier.Result> results = new HashMap<>();
                for (Future<List<LineVerifier.Result>> one : running) {
                    one.get().forEach(result -> results.put(result.line(), result));
                    if (console.isTerminal()) {
                        console.progress("Lines checked", results.size(), lines.size());
                    }
                }
                return lines.stream()
                        .map(line -> results.getOrDefault(line, LineVerifier.missing(line, "not found in its archive")))
                        .toList();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof InterruptedException interrupted) {
                    throw interrupted;
                }
                throw new IllegalStateException("a line's thread failed", e.getCause());
            } finally {
                executor.shutdownNow();
            }
        }

        private List<List<Manifest.Line>> groups() {
            Map<String, List<Manifest.Line>> groups = new LinkedHashMap<>();
            for (Manifest.Line line : lines) {
                int separator = line.path().indexOf('!');
                String archive = separator < 0 ? "" : line.path().substring(0, separator);
                String key = Archives.isTar(archive) ? archive : "line " + line.number();
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(line);
            }
            return List.copyOf(groups.values());
        }

        private List<LineVerifier.Result> group(List<Manifest.Line> group) throws InterruptedException {
            int separator = group.getFirst().path().indexOf('!');
            if (separator < 0) {
                return List.of(file(group.getFirst()));
            }
            Path archive = root.resolve(group.getFirst().path().substring(0, separator));
            Map<String, Manifest.Line> byMember = new HashMap<>();
            group.forEach(line -> byMember.put(line.path().substring(separator + 1), line));
            List<LineVerifier.Result> results = new ArrayList<>();
            try {
                Archives.each(archive, byMember.keySet(), ReadLimits.DEFAULT.maxBytes(), (member, bytes) -> {
                    Manifest.Line line = byMember.get(member);
                    if (line != null) {
                        results.add(member(line, bytes));
                    }
                });
            } catch (IOException e) {
                group.stream()
                        .filter(line -> results.stream()
                                .noneMatch(result -> result.line().equals(line)))
                        .forEach(line -> results.add(LineVerifier.missing(line, Failures.text(e))));
            }
            return results;
        }

        private LineVerifier.Result file(Manifest.Line line) throws InterruptedException {
            InputFile file = new InputFile(line.path(), root.resolve(line.path()), Optional.empty());
            try (MemoryGate.Hold _ = memory.take(OpenImage.estimate(file))) {
                return verify(line, file.bytes(ReadLimits.DEFAULT));
            } catch (IOException e) {
                return LineVerifier.missing(line, Failures.text(e));
            }
        }

        private LineVerifier.Result member(Manifest.Line line, byte[] bytes) throws InterruptedException {
            try (MemoryGate.Hold _ = memory.take(OpenImage.estimate(bytes, line.path()))) {
                return verify(line, bytes);
            }
        }

        private LineVerifier.Result verify(Manifest.Line line, byte[] bytes) {
            try {
                return new LineVerifier(root, line, states).verify(bytes);
            } catch (OutOfMemoryError e) {
                return LineVerifier.missing(line, "it needs more memory than there is");
            }
        }
    }
}
