package dev.lightbox.security.audit;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL of its own in a temporary folder, as Debian installs the program. It isn't passed over where it is missing: then the test fails, and says what to install. */
final class PostgresServer implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");
    private static final String USER = "lightbox";

    private final Path programs;
    private final Path directory;
    private final int port;
    private final String password;
    private final Process process;

    private PostgresServer(Path programs, Path directory, int port, String password, Process process) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.process = process;
    }

    static PostgresServer start() throws IOException, InterruptedException {
        Path programs = programs();
        String password = UUID.randomUUID().toString();
        Path directory = Files.createTempDirectory("lightbox-postgres");
        Path passwordFile = directory.resolve("password");
        Files.writeString(passwordFile, password);
        if (isRoot()) {
            // PostgreSQL refuses to run as root.
            run(List.of("chown", "-R", "postgres:postgres", directory.toString()));
        }
        Path data = directory.resolve("data");
        run(asItsUser(List.of(
                programs.resolve("initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale=C.UTF-8")));
        int port = freePort();
        Process process = new ProcessBuilder(asItsUser(List.of(
                        programs.resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-h",
                        "127.0.0.1",
                        "-k",
                        directory.toString(),
                        // Processes are killed here, not the machine.
                        "-c",
                        "fsync=off")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        PostgresServer server = new PostgresServer(programs, directory, port, password, process);
        server.await();
        return server;
    }

    private static Path programs() throws IOException {
        if (Files.isDirectory(PROGRAMS)) {
            try (Stream<Path> versions = Files.list(PROGRAMS)) {
                Optional<Path> newest = versions.filter(version ->
                                Files.isExecutable(version.resolve("bin").resolve("initdb")))
                        .max(Comparator.comparing(version -> Runtime.Version.parse(
                                PROGRAMS.relativize(version).toString())))
                        .map(version -> version.resolve("bin"));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new IllegalStateException(
                "PostgreSQL is not installed. As root: apt-get install --no-install-recommends postgresql (lightbox test does that)");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> asItsUser(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> whole =
                new ArrayList<>(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        whole.addAll(command);
        return whole;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.getFirst() + ": " + said);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password)) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                // It is still starting. The wait below is for its end, or the next look.
                if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException("PostgreSQL doesn't start", e);
                }
            }
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    /** Makes an empty database. */
    String create(String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        return url(database);
    }

    DriverManagerDataSource source(String database) {
        return new DriverManagerDataSource(url(database), USER, password);
    }

    /** Runs one of PostgreSQL's own programs, as an administrator does. */
    void client(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve(program).toString(), "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password);
        Process started = builder.start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (started.waitFor() != 0) {
            throw new IllegalStateException(program + ": " + said);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            // SIGINT: a fast shutdown. TERM would wait for the clients.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
