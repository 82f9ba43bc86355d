package dev.lightbox.engine.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** VTK's vtkImageReslice in a Python process of its own ({@code vtk_reslice.py}), which does what it is asked for on one thread and says how long that took. Not thread-safe. */
final class VtkReslice implements AutoCloseable {

    static final String HOW_TO_INSTALL = "not installed: apt-get install python3-vtk9 python3-numpy";

    private final Path script;
    private final Process process;
    private final PrintWriter requests;
    private final BufferedReader answers;
    private final String version;

    /** One plane, computed there. */
    record Timed(double millis) implements Stopwatch.TimedElsewhere {}

    private VtkReslice(Path script, Process process) throws IOException {
        this.script = script;
        this.process = process;
        this.requests = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.version = answer();
    }

    /** Starts it; empty where VTK isn't there. */
    static Optional<VtkReslice> start() throws IOException {
        // The distribution's Python has the distribution's VTK, whatever comes first on the path.
        Path python = Path.of("/usr/bin/python3");
        Path script = Files.createTempFile("lightbox-vtk", ".py");
        try (InputStream source = VtkReslice.class.getResourceAsStream("vtk_reslice.py")) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
            Process process = new ProcessBuilder(
                            Files.isExecutable(python) ? python.toString() : "python3", script.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Optional.of(new VtkReslice(script, process));
        } catch (IOException e) {
            Files.deleteIfExists(script);
            return Optional.empty();
        }
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("VTK's process has ended");
        }
        return line;
    }

    String version() {
        return version;
    }

    Timed time(String direction, int samples) throws IOException {
        requests.println(direction + " " + samples + " time");
        return new Timed(Double.parseDouble(answer()));
    }

    float[] values(String direction, int samples) throws IOException {
        Path file = Files.createTempFile("lightbox-vtk", ".f4");
        try {
            requests.println(direction + " " + samples + " values " + file);
            answer();
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return values;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        requests.close();
        process.destroy();
        Files.deleteIfExists(script);
    }
}
