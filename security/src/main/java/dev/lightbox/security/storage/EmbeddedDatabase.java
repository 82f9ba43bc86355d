package dev.lightbox.security.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * H2 in a file of the data directory: for one node. What is committed is in the file before the statement returns, so that it survives the end of the process.
 *
 * @param file without H2's own ending
 */
public record EmbeddedDatabase(Path file) implements JdbcConnectionDetails {

    private static final String DIRECTORY = "database";
    private static final String NAME = "lightbox";
    private static final String ENDING = ".mv.db";

    /** The one in this data directory, which may not be there. */
    public static EmbeddedDatabase below(Path dataDirectory) {
        return new EmbeddedDatabase(
                dataDirectory.toAbsolutePath().resolve(DIRECTORY).resolve(NAME));
    }

    /** Makes the directory where it isn't there; only the server's own user may look into it. */
    public static EmbeddedDatabase in(Path dataDirectory) throws IOException {
        Path directory = dataDirectory.toAbsolutePath();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        Path database = directory.resolve(DIRECTORY);
        if (!Files.isDirectory(database)) {
            Files.createDirectory(
                    database, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return new EmbeddedDatabase(database.resolve(NAME));
    }

    /**
     * A copy of the database as it stands, which can be read while a server has the original open: H2 only adds to its file, and what it has given up stays in it for 45 s.
     *
     * @param directory an empty one, for nobody else's eyes
     */
    public EmbeddedDatabase copyTo(Path directory) throws IOException {
        Path copy = directory.resolve(NAME);
        Files.copy(
                file.resolveSibling(NAME + ENDING),
                directory.resolve(NAME + ENDING),
                StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(
                directory.resolve(NAME + ENDING), Set.copyOf(PosixFilePermissions.fromString("rw-------")));
        return new EmbeddedDatabase(copy);
    }

    public boolean exists() {
        return Files.exists(file.resolveSibling(NAME + ENDING));
    }

    @Override
    public String getJdbcUrl() {
        // Asynchronous files: an ordinary one is closed, and the database with it, when a thread that uses it is
        // interrupted. The application closes it itself, when its last request has ended.
        return "jdbc:h2:async:" + file + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE";
    }

    @Override
    public String getUsername() {
        return "lightbox";
    }

    /** Whoever can read the file needs no password, and nobody else can reach it. */
    @Override
    public String getPassword() {
        return "";
    }
}
