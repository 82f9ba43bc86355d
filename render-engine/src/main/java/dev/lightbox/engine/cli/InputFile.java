package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.ReadLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DICOM file, or a member of an archive as {@code series.zip!slice.dcm}.
 *
 * @param text as the caller wrote it
 * @param member empty for a file of its own
 */
record InputFile(String text, Path file, Optional<String> member) {

    /** A file whose own name has an exclamation mark stays what it is, as long as it exists. */
    static InputFile of(String text) throws UsageException {
        Path whole = Arguments.path(text);
        int separator = text.indexOf('!');
        if (separator > 0 && separator < text.length() - 1 && Files.notExists(whole)) {
            Path archive = Arguments.path(text.substring(0, separator));
            if (Files.isRegularFile(archive)) {
                return new InputFile(text, archive, Optional.of(text.substring(separator + 1)));
            }
        }
        return new InputFile(text, whole, Optional.empty());
    }

    /** The operands of a batch: names, {@code @FILE} with a name a line, {@code -} for such lines on the standard input. */
    static List<InputFile> list(List<String> operands) throws UsageException {
        List<InputFile> files = new ArrayList<>();
        for (String operand : operands) {
            if (operand.equals("-")) {
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                addLines(files, in, "the standard input");
            } else if (operand.startsWith("@") && Files.notExists(Arguments.path(operand))) {
                Path list = Arguments.path(operand.substring(1));
                try (BufferedReader in = Files.newBufferedReader(list)) {
                    addLines(files, in, list.toString());
                } catch (IOException e) {
                    throw new UsageException("The list can't be read: " + Failures.text(e) + ".");
                }
            } else {
                files.add(of(operand));
            }
        }
        if (files.isEmpty()) {
            throw new UsageException("Which files?");
        }
        return files;
    }

    private static void addLines(List<InputFile> files, BufferedReader in, String source) throws UsageException {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    files.add(of(line.strip()));
                }
            }
        } catch (IOException e) {
            throw new UsageException("The list in " + source + " can't be read: " + Failures.text(e) + ".");
        }
    }

    /** The last name element: what messages and output files are called by. */
    String name() {
        String path = member.orElseGet(file::toString);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "file" : name;
    }

    /** Size in bytes on disk; of an archive's member it isn't known before it is read. */
    long size() throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(
                    "it is a directory; name its files, for instance by: find DIR -type f | lightbox ... -");
        }
        return member.isEmpty() ? Files.size(file) : 0;
    }

    byte[] bytes(ReadLimits limits) throws IOException {
        if (member.isPresent()) {
            return Archives.read(file, member.get(), limits.maxBytes());
        }
        if (size() > limits.maxBytes()) {
            throw new IOException(size() + " bytes, more than the " + limits.maxBytes() + " allowed");
        }
        return Files.readAllBytes(file);
    }
}
