package dev.lightbox.engine.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a batch's results go, decided before anything is written so that none overwrites another's. */
final class OutputFiles {

    private final Map<InputFile, Path> targets;

    private OutputFiles(Map<InputFile, Path> targets) {
        this.targets = targets;
    }

    /** Writes a file's content. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /**
     * @param out a file, for a single input
     * @param directory for any number: as {@code NAME + suffix}; where two inputs have the same name, all keep the folders that tell them apart
     */
    static OutputFiles of(List<InputFile> inputs, Optional<String> out, Optional<String> directory, String suffix)
            throws UsageException {
        if (out.isPresent() == directory.isPresent()) {
            throw new UsageException("Either --out FILE for one file, or --out-dir DIR for any number, please.");
        }
        if (out.isPresent()) {
            if (inputs.size() > 1) {
                throw new UsageException("--out takes one file; for " + inputs.size() + " use --out-dir DIR.");
            }
            return new OutputFiles(Map.of(inputs.getFirst(), Arguments.path(out.get())));
        }
        Path root = Arguments.path(directory.orElseThrow());
        Set<String> names = new HashSet<>();
        boolean flat = inputs.stream().allMatch(input -> names.add(input.name()));
        @Nullable Path common = flat ? null : commonParent(inputs);
        Map<InputFile, Path> targets = new HashMap<>();
        Set<Path> taken = new HashSet<>();
        for (InputFile input : inputs) {
            Path target = common == null
                    ? root.resolve(input.name() + suffix)
                    : root.resolve(common.relativize(location(input)) + suffix);
            if (targets.containsKey(input) || !taken.add(target)) {
                throw new UsageException(input.text() + " is given twice.");
            }
            targets.put(input, target);
        }
        return new OutputFiles(targets);
    }

    private static Path location(InputFile input) {
        Path file = input.file().toAbsolutePath().normalize();
        // Names in an archive are somebody else's: they must not lead out of it.
        return input.member().isEmpty()
                ? file
                : file.resolve(input.member().get().replaceAll("(^|/)\\.\\.(?=/|$)", "$1_"));
    }

    private static Path commonParent(List<InputFile> inputs) {
        Path common = location(inputs.getFirst()).getParent();
        for (InputFile input : inputs) {
            while (common != null && !location(input).startsWith(common)) {
                common = common.getParent();
            }
        }
        return common == null ? Path.of("/") : common;
    }

    Path target(InputFile input) {
        Path target = targets.get(input);
        if (target == null) {
            throw new IllegalArgumentException("no input of this batch: " + input.text());
        }
        return target;
    }

    /** Writes it so that others see it whole or not at all. Pipes and devices, which can't be replaced, are written to. */
    static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath();
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
            try (OutputStream out = Files.newOutputStream(absolute)) {
                content.to(out);
            }
            return;
        }
        Path parent = absolute.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path unfinished = absolute.resolveSibling("." + absolute.getFileName() + ".unfinished-"
                + ProcessHandle.current().pid());
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                content.to(out);
            }
            Files.move(unfinished, absolute, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
