package dev.lightbox.security.emergency;

import dev.lightbox.security.Role;
import dev.lightbox.security.StudyGrants;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.audit.AuditUser;
import dev.lightbox.security.emergency.EmergencyRefusedException.Why;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens single studies to readers who may not view them otherwise: with a reason, for a limited time, recorded before it is done. Methods that change something throw
 * {@link dev.lightbox.security.audit.AuditUnavailableException} where it can't be recorded, and {@link DataAccessException} where it can't be stored. Thread-safe.
 */
public final class EmergencyAccess implements StudyGrants {

    /** Most entries of one {@link #history}. */
    public static final int LONGEST_HISTORY = 1000;

    /** What the column has room for. */
    public static final int LONGEST_REASON = 1000;

    private static final Logger log = LoggerFactory.getLogger(EmergencyAccess.class);

    /** Study Root Query/Retrieve Information Model - FIND (PS3.4 C.4.1). */
    private static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";

    /** What other nodes have begun and ended counts here within this time. */
    private static final Duration REREAD = Duration.ofSeconds(1);

    private final EmergencyProperties properties;
    private final EmergencyStore store;
    private final TransactionTemplate together;
    private final AuditLog audit;
    private final Clock clock;

    /** When each user searched, by subject; guarded by itself. */
    private final Map<String, Deque<Instant>> searches = new HashMap<>();

    private volatile Read read = new Read(List.of(), Instant.EPOCH);

    private record Read(List<EmergencyUse> uses, Instant at) {}

    EmergencyAccess(
            EmergencyProperties properties,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            AuditLog audit,
            Clock clock) {
        this.properties = properties;
        this.store = new EmergencyStore(jdbc);
        this.together = new TransactionTemplate(transactions);
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether this user may open studies in an emergency. */
    public boolean isOfferedTo(User user) {
        return properties.enabled() && user.roles().stream().anyMatch(properties.roles()::contains);
    }

    /** How long one access lasts. */
    public Duration duration() {
        return properties.duration();
    }

    /** Shortest reason that is taken, in characters. */
    public int minReason() {
        return properties.minReason();
    }

    /**
     * Somebody looks for a study that isn't theirs: to be called before anything is looked for.
     *
     * @param query what for, as {@code PatientID=…}
     * @throws EmergencyRefusedException where that isn't offered to them, without a reason, or too often; also recorded
     */
    public void searching(User user, String query, String reason) throws EmergencyRefusedException {
        AuditObject.Query object = new AuditObject.Query(STUDY_ROOT_FIND, query);
        requireOffered(user, object);
        String stripped = requireReason(reason);
        if (!countSearch(user.subject())) {
            audit.record(AuditEvent.refused(
                    AuditKind.ATTACK_SUSPECTED, AuditUser.of(user), "too many searches for emergency access", object));
            throw new EmergencyRefusedException(Why.TOO_MANY);
        }
        audit.record(new AuditEvent(
                AuditKind.SEARCHED,
                AuditOutcome.SUCCESS,
                AuditUser.of(user),
                List.of(object),
                "for emergency access: " + stripped));
    }

    /** False where there were too many within the hour. */
    private boolean countSearch(String subject) {
        Instant now = clock.instant();
        Instant anHourAgo = now.minus(Duration.ofHours(1));
        synchronized (searches) {
            searches.values().removeIf(times -> times.getLast().isBefore(anHourAgo));
            Deque<Instant> times = searches.computeIfAbsent(subject, key -> new ArrayDeque<>());
            while (!times.isEmpty() && times.getFirst().isBefore(anHourAgo)) {
                times.removeFirst();
            }
            if (times.size() >= properties.maxSearches()) {
                return false;
            }
            times.addLast(now);
            return true;
        }
    }

    /**
     * Opens a study to a user, from now on and for {@link #duration}. Whoever has it open already goes on with that.
     *
     * @param patientId Patient ID as the archive has it
     * @param patientName Patient's Name as the archive has it, for the record
     * @throws EmergencyRefusedException where that isn't offered to them, or without a reason
     */
    public EmergencyUse start(User user, String studyInstanceUid, String patientId, String patientName, String reason)
            throws EmergencyRefusedException {
        AuditObject.Study study = new AuditObject.Study(studyInstanceUid, "emergency access");
        requireOffered(user, study);
        String stripped = requireReason(reason);
        Optional<EmergencyUse> open = find(user, studyInstanceUid);
        if (open.isPresent()) {
            return open.get();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        EmergencyUse use = new EmergencyUse(
                UUID.randomUUID().toString(),
                user.subject(),
                user.username(),
                user.displayName(),
                studyInstanceUid,
                patientId,
                stripped,
                now,
                now.plus(properties.duration()),
                null,
                "");
        together.executeWithoutResult(status -> {
            store.add(use);
            audit.record(new AuditEvent(
                    AuditKind.EMERGENCY_ACCESS_STARTED,
                    AuditOutcome.SUCCESS,
                    AuditUser.of(user),
                    List.of(new AuditObject.Patient(patientId, patientName), study),
                    stripped));
        });
        forget();
        return use;
    }

    /**
     * Ends an access before its time. Whoever opened it and administrators may.
     *
     * @return false where it had ended already, is somebody else's, or there is none
     */
    public boolean end(User by, String id) {
        Optional<EmergencyUse> use = store.notEnded().stream()
                .filter(one -> one.id().equals(id))
                .filter(one -> by.hasRole(Role.ADMIN) || one.subject().equals(by.subject()))
                .findFirst();
        boolean ended = use.isPresent() && end(use.get(), by.username(), AuditUser.of(by), "ended by " + by.username());
        forget();
        return ended;
    }

    /** Records the end of those whose time is up. Called every few seconds, on every node: one of them does it. */
    void endOverdue() {
        Instant now = clock.instant();
        for (EmergencyUse use : store.notEnded()) {
            if (!use.isOpen(now) || !properties.enabled()) {
                AuditUser user = new AuditUser(use.username(), use.subject(), use.displayName(), Set.of(), "");
                end(use, "", user, properties.enabled() ? "its time is up" : "no longer offered");
            }
        }
    }

    private boolean end(EmergencyUse use, String endedBy, AuditUser who, String how) {
        return Boolean.TRUE.equals(together.execute(status -> {
            boolean ended = store.end(use.id(), clock.instant().truncatedTo(ChronoUnit.MICROS), endedBy);
            if (ended) {
                audit.record(new AuditEvent(
                        AuditKind.EMERGENCY_ACCESS_STOPPED,
                        AuditOutcome.SUCCESS,
                        who,
                        List.of(
                                new AuditObject.Patient(use.patientId(), ""),
                                new AuditObject.Study(use.studyInstanceUid(), "emergency access of " + use.username())),
                        how));
            }
            return ended;
        }));
    }

    private void requireOffered(User user, AuditObject object) throws EmergencyRefusedException {
        if (!isOfferedTo(user)) {
            audit.record(AuditEvent.refused(
                    AuditKind.ACCESS_DENIED, AuditUser.of(user), "emergency access isn't offered to them", object));
            throw new EmergencyRefusedException(Why.NOT_OFFERED);
        }
    }

    private String requireReason(String reason) throws EmergencyRefusedException {
        String stripped = reason.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (stripped.length() < properties.minReason() || stripped.length() > LONGEST_REASON) {
            throw new EmergencyRefusedException(Why.REASON);
        }
        return stripped;
    }

    /** The user's own access to this study, where it is open. */
    public Optional<EmergencyUse> find(User user, String studyInstanceUid) {
        return of(user).stream()
                .filter(use -> use.studyInstanceUid().equals(studyInstanceUid))
                .findFirst();
    }

    /** The user's own that are open, the oldest first. */
    public List<EmergencyUse> of(User user) {
        return isOfferedTo(user)
                ? current().stream()
                        .filter(use -> use.subject().equals(user.subject()))
                        .toList()
                : List.of();
    }

    /** All that are open, the oldest first. */
    public List<EmergencyUse> current() {
        Instant now = clock.instant();
        return notEnded(now).stream().filter(use -> use.isOpen(now)).toList();
    }

    /**
     * Those that were ever opened, the newest first.
     *
     * @param limit from 1 to {@value #LONGEST_HISTORY}
     */
    public List<EmergencyUse> history(int limit) {
        if (limit < 1 || limit > LONGEST_HISTORY) {
            throw new IllegalArgumentException("limit out of range: " + limit);
        }
        return store.newest(limit);
    }

    @Override
    public boolean permitsView(User user, String studyInstanceUid) {
        try {
            return properties.enabled() && find(user, studyInstanceUid).isPresent();
        } catch (DataAccessException e) {
            log.warn(
                    "Emergency accesses can't be read, so none counts: {}",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private List<EmergencyUse> notEnded(Instant now) {
        Read known = read;
        if (known.at.plus(REREAD).isAfter(now)) {
            return known.uses;
        }
        Read renewed = new Read(store.notEnded(), now);
        read = renewed;
        return renewed.uses;
    }

    private void forget() {
        read = new Read(List.of(), Instant.EPOCH);
    }
}
