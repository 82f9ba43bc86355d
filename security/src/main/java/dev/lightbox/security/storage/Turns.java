package dev.lightbox.security.storage;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Work that only one thread of all nodes may do at a time: it holds a row of the table {@code turn}. Thread-safe. */
public final class Turns {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Turns(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Waits for its turn, within the database's time-out for locks, and does the work. Ends by itself where the process does.
     *
     * @param name a row of the table
     * @throws org.springframework.dao.DataAccessException where the database doesn't answer or somebody holds the turn for too long: nothing was done
     */
    public void take(String name, Runnable work) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SELECT name FROM turn WHERE name = ? FOR UPDATE")
                    .param(name)
                    .query(String.class)
                    .single();
            work.run();
        });
    }
}
