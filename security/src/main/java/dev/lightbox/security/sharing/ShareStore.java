package dev.lightbox.security.sharing;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Shares in the database. What must hold however many ask at once, on whichever node, is one statement each. Thread-safe; blocks. */
final class ShareStore {

    private static final String COLUMNS =
            "id, code_hash, study_instance_uid, patient_id, patient_name, study_date, study_description, sharer_subject,"
                    + " sharer_username, sharer_name, recipient, created_at, expires_at, max_uses, uses, name_hidden, download, code_failures, revoked_at, revoked_by";

    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_NAME = 1024;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ShareStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param codeHash empty where no code is asked for */
    record Stored(Share share, String codeHash) {}

    void add(Share share, String tokenHash, String codeHash) {
        SharedStudy study = share.study();
        List<@Nullable Object> values = Arrays.asList(
                share.id(),
                codeHash,
                study.studyInstanceUid(),
                cut(study.patientId(), LONGEST_TEXT),
                cut(study.patientName(), LONGEST_NAME),
                date(study.studyDate()),
                cut(study.studyDescription(), LONGEST_TEXT),
                cut(share.sharer().subject(), LONGEST_TEXT),
                cut(share.sharer().username(), LONGEST_TEXT),
                cut(share.sharer().displayName(), LONGEST_TEXT),
                share.recipient(),
                time(share.createdAt()),
                time(share.expiresAt()),
                share.maxUses(),
                share.uses(),
                share.nameHidden(),
                share.download(),
                share.codeFailures(),
                share.revokedBy(),
                tokenHash);
        jdbc.sql("INSERT INTO share (" + COLUMNS
                        + ", token_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)")
                .params(values)
                .update();
    }

    private static @Nullable Date date(@Nullable LocalDate date) {
        return date == null ? null : Date.valueOf(date);
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }

    Optional<Stored> byToken(String tokenHash) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM share WHERE token_hash = ?")
                .param(tokenHash)
                .query((row, number) -> new Stored(read(row), row.getString("code_hash")))
                .optional();
    }

    Optional<Share> find(String id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM share WHERE id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** Newest first. */
    List<Share> all() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM share ORDER BY created_at DESC, id")
                .query((row, number) -> read(row))
                .list();
    }

    /** Newest first. */
    List<Share> of(String sharerSubject) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM share WHERE sharer_subject = ? ORDER BY created_at DESC, id")
                .param(sharerSubject)
                .query((row, number) -> read(row))
                .list();
    }

    int openOf(String sharerSubject, Instant now) {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM share WHERE sharer_subject = ? AND revoked_at IS NULL AND expires_at > ? AND uses < max_uses")
                .params(sharerSubject, time(now))
                .query(Integer.class)
                .single();
    }

    /** Those of the given ones by which guests may still see something. */
    Set<String> alive(Collection<String> ids, Instant now) {
        return ids.isEmpty()
                ? Set.of()
                : Set.copyOf(
                        jdbc.sql("SELECT id FROM share WHERE id IN (:ids) AND revoked_at IS NULL AND expires_at > :now")
                                .param("ids", ids)
                                .param("now", time(now))
                                .query(String.class)
                                .list());
    }

    /** Oldest first. */
    List<ShareUse> uses(String id) {
        return jdbc.sql("SELECT used_at, address FROM share_use WHERE share_id = ? ORDER BY number")
                .param(id)
                .query((row, number) -> new ShareUse(instant(row, "used_at"), row.getString("address")))
                .list();
    }

    /**
     * Takes one of the openings that are left.
     *
     * @return its number, from 1; empty where there is none left, or the share doesn't open anything
     */
    OptionalInt use(String id, String address, Instant now) {
        OptionalInt number = transaction.execute(status -> {
            int taken = jdbc.sql(
                            "UPDATE share SET uses = uses + 1 WHERE id = ? AND uses < max_uses AND revoked_at IS NULL AND expires_at > ?")
                    .params(id, time(now))
                    .update();
            if (taken == 0) {
                return OptionalInt.empty();
            }
            // The row is held until the commit: nobody else takes this number.
            int next = jdbc.sql("SELECT COALESCE(MAX(number), 0) + 1 FROM share_use WHERE share_id = ?")
                    .param(id)
                    .query(Integer.class)
                    .single();
            jdbc.sql("INSERT INTO share_use (share_id, number, used_at, address) VALUES (?, ?, ?, ?)")
                    .params(id, next, time(now), cut(address, LONGEST_TEXT))
                    .update();
            return OptionalInt.of(next);
        });
        return Objects.requireNonNull(number);
    }

    /** Gives back an opening that came to nothing. */
    void giveBack(String id, int number) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM share_use WHERE share_id = ? AND number = ?")
                    .params(id, number)
                    .update();
            jdbc.sql("UPDATE share SET uses = uses - 1 WHERE id = ? AND uses > 0")
                    .param(id)
                    .update();
        });
    }

    /** Counts a code as wrong before it is looked at, so that many at once get no more tries than one after the other. */
    boolean takeCodeTry(String id) {
        return jdbc.sql("UPDATE share SET code_failures = code_failures + 1 WHERE id = ? AND code_failures < ?")
                        .params(id, Share.MOST_CODE_FAILURES)
                        .update()
                == 1;
    }

    /** It was right. */
    void giveBackCodeTry(String id) {
        jdbc.sql("UPDATE share SET code_failures = code_failures - 1 WHERE id = ? AND code_failures > 0")
                .param(id)
                .update();
    }

    /** Of those by which guests may still see something. */
    Set<String> aliveSharers(Instant now) {
        return Set.copyOf(
                jdbc.sql("SELECT DISTINCT sharer_subject FROM share WHERE revoked_at IS NULL AND expires_at > ?")
                        .param(time(now))
                        .query(String.class)
                        .list());
    }

    /**
     * @param by empty where the server does it
     * @param record done with it or not at all; what it throws is thrown on
     * @return false where it had been already, or isn't there
     */
    boolean revoke(String id, String by, Instant now, Runnable record) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean first =
                    jdbc.sql("UPDATE share SET revoked_at = ?, revoked_by = ? WHERE id = ? AND revoked_at IS NULL")
                                    .params(time(now), cut(by, LONGEST_TEXT), id)
                                    .update()
                            == 1;
            if (first) {
                record.run();
            }
            return first;
        }));
    }

    /** Forgets those whose time was over before then. */
    int forget(Instant expiredBefore) {
        return jdbc.sql("DELETE FROM share WHERE expires_at < ?")
                .param(time(expiredBefore))
                .update();
    }

    private static Share read(ResultSet row) throws SQLException {
        Date studyDate = row.getDate("study_date");
        SharedStudy study = new SharedStudy(
                row.getString("study_instance_uid"),
                row.getString("patient_id"),
                row.getString("patient_name"),
                studyDate == null ? null : studyDate.toLocalDate(),
                row.getString("study_description"));
        OffsetDateTime revokedAt = row.getObject("revoked_at", OffsetDateTime.class);
        return new Share(
                row.getString("id"),
                study,
                new Share.Sharer(
                        row.getString("sharer_subject"),
                        row.getString("sharer_username"),
                        row.getString("sharer_name")),
                row.getString("recipient"),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                row.getInt("max_uses"),
                row.getInt("uses"),
                row.getBoolean("name_hidden"),
                row.getBoolean("download"),
                !row.getString("code_hash").isEmpty(),
                row.getInt("code_failures"),
                Optional.ofNullable(revokedAt).map(OffsetDateTime::toInstant),
                row.getString("revoked_by"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    /** To the microsecond, as it is stored. */
    private static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
