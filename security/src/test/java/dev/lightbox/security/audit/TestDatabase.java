package dev.lightbox.security.audit;

import java.nio.file.Path;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An embedded database in a folder, as the product opens it. */
record TestDatabase(DriverManagerDataSource source, JdbcClient jdbc, AuditTrail trail) {

    static TestDatabase in(Path directory) {
        DriverManagerDataSource source = new DriverManagerDataSource("jdbc:h2:file:" + directory.resolve("lightbox")
                + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_DELAY=-1");
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
