package dev.lightbox.security.audit;

import dev.lightbox.security.storage.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A database, as the product opens it. */
record TestDatabase(
        DriverManagerDataSource source, JdbcClient jdbc, JdbcTransactionManager transactions, AuditTrail trail) {

    static TestDatabase in(Path directory) throws IOException {
        return at(EmbeddedDatabase.in(directory));
    }

    static TestDatabase at(EmbeddedDatabase database) {
        // Not closed between two connections.
        return at(new DriverManagerDataSource(
                database.getJdbcUrl() + ";DB_CLOSE_DELAY=-1", database.getUsername(), database.getPassword()));
    }

    static TestDatabase at(DriverManagerDataSource source) {
        Flyway.configure().dataSource(source).load().migrate();
        JdbcClient jdbc = JdbcClient.create(source);
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        return new TestDatabase(
                source,
                jdbc,
                transactions,
                new AuditTrail(jdbc, transactions, new AuditProperties("lightbox", "clinic"), Clock.systemUTC()));
    }

    /** Sends on from this database. */
    AuditForwarder forwarder(AuditRepositoryProperties repository) {
        return new AuditForwarder(
                trail,
                jdbc,
                transactions,
                new SyslogDelivery(repository, repository.tls()),
                new SyslogFrame("node.example.org", "lightbox", "4711", repository.messageId()),
                repository.maxPause(),
                Clock.systemUTC());
    }

    void shutDown() {
        jdbc.sql("SHUTDOWN").update();
    }
}
