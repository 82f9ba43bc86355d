package dev.lightbox.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Other projects' encoders as programs: they only make what is then decoded. */
final class Tools {

    private Tools() {}

    /** The encoded file; empty where the program isn't installed or fails. */
    static Optional<byte[]> encode(byte[] pgm, String program, String extension, String... options)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lightbox-bench");
        Path in = folder.resolve("picture.pgm");
        Path out = folder.resolve("picture." + extension);
        try {
            Files.write(in, pgm);
            List<String> command = new ArrayList<>(List.of(program, "-i", in.toString(), "-o", out.toString()));
            command.addAll(List.of(options));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0 && Files.exists(out)
                    ? Optional.of(Files.readAllBytes(out))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            Files.deleteIfExists(in);
            Files.deleteIfExists(out);
            Files.deleteIfExists(folder);
        }
    }
}
