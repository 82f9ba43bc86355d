package dev.lightbox.security.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The stored audit trail: written in one order by all nodes, searched by administrators. Thread-safe; blocks while the database works. */
public final class AuditTrail implements AuditLog {

    /** Most records of one answer of {@link #find}. */
    public static final int LONGEST_PAGE = 1000;

    private static final String COLUMNS =
            "sequence, recorded_at, kind, outcome, username, source_address, patient_id, study_instance_uid, message, hash";

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;
    private final AuditMessage messages;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, PlatformTransactionManager transactions, AuditProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.messages = new AuditMessage(properties);
        this.clock = clock;
        alone = new TransactionTemplate(transactions);
        // What is recorded stays, whatever becomes of the caller's own transaction.
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        alone.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    private record Head(long sequence, String hash) {}

    @Override
    public void record(AuditEvent event) {
        try {
            alone.executeWithoutResult(status -> append(event));
        } catch (DataAccessException | TransactionException e) {
            throw new AuditUnavailableException(e);
        }
    }

    private void append(AuditEvent event) {
        // Held until the commit: the next one, on whichever node, waits here.
        Head head = jdbc.sql("SELECT sequence, hash FROM audit_head WHERE id = 1 FOR UPDATE")
                .query((row, number) -> new Head(row.getLong("sequence"), row.getString("hash")))
                .single();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AuditRecord added =
                AuditRecord.following(head.hash(), head.sequence() + 1, now, event, messages.write(event, now));
        jdbc.sql("INSERT INTO audit_record (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        added.sequence(),
                        time(added.recordedAt()),
                        added.kind().name(),
                        added.outcome().indicator(),
                        added.username(),
                        added.sourceAddress(),
                        added.patientId(),
                        added.studyInstanceUid(),
                        added.message(),
                        added.hash())
                .update();
        jdbc.sql("UPDATE audit_head SET sequence = ?, hash = ? WHERE id = 1")
                .params(added.sequence(), added.hash())
                .update();
    }

    /**
     * Records that match, newest first.
     *
     * @param before only records with a smaller sequence; {@link Long#MAX_VALUE} for the newest
     * @param limit from 1 to {@value #LONGEST_PAGE}
     */
    public List<AuditRecord> find(AuditQuery query, long before, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("limit out of range: " + limit);
        }
        List<Object> values = new ArrayList<>();
        String conditions = conditions(query, before, values);
        return jdbc.sql(String.format(
                        Locale.ROOT,
                        "SELECT %s FROM audit_record WHERE %s ORDER BY sequence DESC LIMIT %d",
                        COLUMNS,
                        conditions,
                        limit))
                .params(values)
                .query((row, number) -> read(row))
                .list();
    }

    /**
     * How many records match.
     *
     * @param most counting ends there; at least 1
     */
    public int count(AuditQuery query, int most) {
        List<Object> values = new ArrayList<>();
        String conditions = conditions(query, Long.MAX_VALUE, values);
        return jdbc.sql(String.format(
                        Locale.ROOT,
                        "SELECT COUNT(*) FROM (SELECT sequence FROM audit_record WHERE %s LIMIT %d) matching",
                        conditions,
                        most))
                .params(values)
                .query(Integer.class)
                .single();
    }

    private static String conditions(AuditQuery query, long before, List<Object> values) {
        List<String> conditions = new ArrayList<>();
        add(conditions, values, "sequence < ?", before);
        query.from().ifPresent(from -> add(conditions, values, "recorded_at >= ?", time(from)));
        query.until().ifPresent(until -> add(conditions, values, "recorded_at < ?", time(until)));
        query.username().ifPresent(name -> add(conditions, values, "username = ?", name));
        query.patientId().ifPresent(id -> add(conditions, values, "patient_id = ?", id));
        query.studyInstanceUid().ifPresent(uid -> add(conditions, values, "study_instance_uid = ?", uid));
        query.kind().ifPresent(kind -> add(conditions, values, "kind = ?", kind.name()));
        query.outcome().ifPresent(outcome -> add(conditions, values, "outcome = ?", outcome.indicator()));
        return String.join(" AND ", conditions);
    }

    private static void add(List<String> conditions, List<Object> values, String condition, Object value) {
        conditions.add(condition);
        values.add(value);
    }

    /**
     * Records after one, oldest first.
     *
     * @param after the last one that isn't wanted; 0 for all
     * @param limit from 1 to {@value #LONGEST_PAGE}
     */
    List<AuditRecord> following(long after, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM audit_record WHERE sequence > ? ORDER BY sequence LIMIT " + limit)
                .param(after)
                .query((row, number) -> read(row))
                .list();
    }

    /** Looks at every record, in pages, oldest first. */
    public AuditVerdict verify() {
        long sequence = 0;
        String hash = AuditRecord.NO_HASH;
        // First, so that what is added meanwhile is no fault.
        Head head = head();
        List<AuditRecord> page = following(0, LONGEST_PAGE);
        while (!page.isEmpty()) {
            for (AuditRecord stored : page) {
                if (stored.sequence() != sequence + 1) {
                    return AuditVerdict.broken(
                            sequence + 1, sequence, hash, "record " + (sequence + 1) + " is missing");
                }
                if (!stored.hash().equals(stored.hashAfter(hash))) {
                    return AuditVerdict.broken(
                            stored.sequence(),
                            sequence,
                            hash,
                            "record " + stored.sequence() + " isn't what was recorded, or one before it isn't");
                }
                sequence = stored.sequence();
                hash = stored.hash();
                if (sequence == head.sequence() && !hash.equals(head.hash())) {
                    return AuditVerdict.broken(sequence, sequence, hash, "the newest record has been replaced");
                }
            }
            page = following(sequence, LONGEST_PAGE);
        }
        if (sequence < head.sequence()) {
            return AuditVerdict.broken(
                    sequence + 1, sequence, hash, "the last " + (head.sequence() - sequence) + " records are missing");
        }
        return AuditVerdict.intact(sequence, hash);
    }

    /**
     * Whether a record is the one that it was.
     *
     * @param anchor {@code SEQUENCE:HASH}, as it was once told
     */
    boolean has(String anchor) {
        String[] parts = anchor.split(":", 2);
        if (parts.length != 2 || !parts[0].matches("\\d{1,18}")) {
            return false;
        }
        long sequence = Long.parseLong(parts[0]);
        String expected = parts[1].strip();
        if (sequence == 0) {
            return expected.equals(AuditRecord.NO_HASH);
        }
        return following(sequence - 1, 1).stream()
                .anyMatch(
                        record -> record.sequence() == sequence && record.hash().equals(expected));
    }

    private Head head() {
        return jdbc.sql("SELECT sequence, hash FROM audit_head WHERE id = 1")
                .query((row, number) -> new Head(row.getLong("sequence"), row.getString("hash")))
                .single();
    }

    private static AuditRecord read(ResultSet row) throws SQLException {
        return new AuditRecord(
                row.getLong("sequence"),
                Objects.requireNonNull(row.getObject("recorded_at", OffsetDateTime.class))
                        .toInstant(),
                AuditKind.valueOf(row.getString("kind")),
                AuditOutcome.of(row.getInt("outcome")),
                row.getString("username"),
                row.getString("source_address"),
                row.getString("patient_id"),
                row.getString("study_instance_uid"),
                row.getString("message"),
                row.getString("hash"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
