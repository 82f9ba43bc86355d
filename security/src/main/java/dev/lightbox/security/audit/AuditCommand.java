package dev.lightbox.security.audit;

import dev.lightbox.security.storage.EmbeddedDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * {@code lightbox audit verify [--expect=SEQUENCE:HASH]}: looks whether the audit trail is what was recorded, with the server's own settings, also while the server runs.
 * Exit status 0 where it is, 1 where it isn't, 2 where it can't be read.
 */
public final class AuditCommand {

    private static final String USAGE = "usage: lightbox audit verify [--expect SEQUENCE:HASH]";

    /** Settings only: no beans. */
    @Configuration(proxyBeanMethods = false)
    static class Settings {}

    private AuditCommand() {}

    public static void main(String[] arguments) throws IOException {
        SpringApplicationBuilder settings = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off", "logging.level.root=ERROR");
        int status;
        try (ConfigurableApplicationContext context = settings.run(arguments)) {
            status = run(context.getEnvironment(), List.of(arguments), System.out, System.err);
        }
        System.exit(status);
    }

    static int run(Environment settings, List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        if (!arguments.contains("verify")) {
            err.println(USAGE);
            return 2;
        }
        String url = settings.getProperty("spring.datasource.url");
        try {
            return url == null
                    ? verifyEmbedded(settings, out, err)
                    : verify(connection(settings, url), settings, out, err);
        } catch (DataAccessException e) {
            err.println(
                    "The audit trail can't be read: " + e.getMostSpecificCause().getMessage());
            return 2;
        }
    }

    private static int verifyEmbedded(Environment settings, PrintStream out, PrintStream err) throws IOException {
        Path data = Path.of(settings.getProperty("lightbox.data-directory", ".lightbox/data"));
        EmbeddedDatabase database = EmbeddedDatabase.below(data);
        if (!database.exists()) {
            err.println("There is no audit trail in " + data.toAbsolutePath() + "; see lightbox.data-directory.");
            return 2;
        }
        // The server has the original open.
        Path directory = Files.createTempDirectory("lightbox-audit");
        try {
            return verify(database.copyTo(directory), settings, out, err);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static JdbcConnectionDetails connection(Environment settings, String url) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return url;
            }

            @Override
            public String getUsername() {
                return settings.getProperty("spring.datasource.username", "");
            }

            @Override
            public String getPassword() {
                return settings.getProperty("spring.datasource.password", "");
            }
        };
    }

    private static int verify(
            JdbcConnectionDetails connection, Environment settings, PrintStream out, PrintStream err) {
        DriverManagerDataSource source = new DriverManagerDataSource(
                connection.getJdbcUrl(),
                Objects.requireNonNullElse(connection.getUsername(), ""),
                Objects.requireNonNullElse(connection.getPassword(), ""));
        AuditTrail trail = new AuditTrail(
                JdbcClient.create(source),
                new JdbcTransactionManager(source),
                new AuditProperties("verify", ""),
                Clock.systemUTC());
        String expected = settings.getProperty("expect", "");
        AuditVerdict verdict = trail.verify();
        if (!verdict.isIntact()) {
            out.println("The audit trail is NOT intact: " + verdict.reason() + ". " + verdict.records()
                    + " records before that are right.");
            return 1;
        }
        if (!expected.isEmpty() && !trail.has(expected)) {
            out.println("The audit trail is NOT intact: it doesn't hold " + expected
                    + "; records have been removed and others added since.");
            return 1;
        }
        out.println("The audit trail is intact: " + verdict.records() + " records. Keep this for --expect: "
                + verdict.records() + ":" + verdict.lastHash());
        return 0;
    }
}
