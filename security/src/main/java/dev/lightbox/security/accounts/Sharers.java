package dev.lightbox.security.accounts;

import dev.lightbox.security.Role;
import dev.lightbox.security.audit.AuditUnavailableException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Asks the identity provider about everybody whose links still open anything, whether or not they are signed in: who is disabled or deleted there, or has lost the role,
 * shares no longer. While the provider doesn't answer, links go on until they expire. Thread-safe; blocks.
 */
final class Sharers {

    private static final Logger log = LoggerFactory.getLogger(Sharers.class);

    private final AccountDirectory directory;
    private final Supplier<Set<String>> sharers;
    private final Consequence consequence;
    private final ReentrantLock checking = new ReentrantLock();

    /** What follows of the roles that somebody has now. */
    @FunctionalInterface
    interface Consequence {
        int follow(String subject, Set<Role> roles);
    }

    /**
     * @param sharers by their subject
     */
    Sharers(AccountDirectory directory, Supplier<Set<String>> sharers, Consequence consequence) {
        this.directory = directory;
        this.sharers = sharers;
        this.consequence = consequence;
    }

    /** Asks for each, one after the other; does nothing while that is under way. */
    void check() {
        if (!checking.tryLock()) {
            return;
        }
        try {
            for (String subject : sharers.get()) {
                consequence.follow(subject, directory.rolesInForce(subject));
            }
        } catch (AccountsUnavailableException e) {
            log.warn("Keycloak can't be asked whether those who have shared studies still may: {}", e.getMessage());
        } catch (AuditUnavailableException | DataAccessException e) {
            log.error("What a closed account has shared can't be taken back yet", e);
        } finally {
            checking.unlock();
        }
    }
}
