package dev.lightbox.security.audit;

import dev.lightbox.security.storage.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An embedded database in a folder, as the product opens it. */
record TestDatabase(DriverManagerDataSource source, JdbcClient jdbc, AuditTrail trail) {

    static TestDatabase in(Path directory) throws IOException {
        return at(EmbeddedDatabase.in(directory));
    }

    static TestDatabase at(EmbeddedDatabase database) {
        // Not closed between two connections.
        DriverManagerDataSource source = new DriverManagerDataSource(
                database.getJdbcUrl() + ";DB_CLOSE_DELAY=-1", database.getUsername(), database.getPassword());
        Flyway.configure().dataSource(source).load().migrate();
        JdbcClient jdbc = JdbcClient.create(source);
        return new TestDatabase(
                source,
                jdbc,
                new AuditTrail(
                        jdbc,
                        new JdbcTransactionManager(source),
                        new AuditProperties("lightbox", "clinic"),
                        Clock.systemUTC()));
    }

    void shutDown() {
        jdbc.sql("SHUTDOWN").update();
    }
}
