package dev.lightbox.security.emergency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of emergency accesses. Thread-safe; throws {@link org.springframework.dao.DataAccessException} where the database doesn't answer. */
final class EmergencyStore {

    private static final String COLUMNS = "id, subject, username, display_name, study_instance_uid, patient_id, reason,"
            + " started_at, expires_at, ended_at, ended_by";

    private final JdbcClient jdbc;

    EmergencyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(EmergencyUse use) {
        jdbc.sql("INSERT INTO emergency_access (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '')")
                .params(
                        use.id(),
                        use.subject(),
                        use.username(),
                        use.displayName(),
                        use.studyInstanceUid(),
                        use.patientId(),
                        use.reason(),
                        time(use.startedAt()),
                        time(use.expiresAt()))
                .update();
    }

    /** @return false where it had ended already, or there is none */
    boolean end(String id, Instant now, String endedBy) {
        return jdbc.sql("UPDATE emergency_access SET ended_at = ?, ended_by = ? WHERE id = ? AND ended_at IS NULL")
                        .params(time(now), endedBy, id)
                        .update()
                == 1;
    }

    /** Those whose end isn't recorded, the oldest first. */
    List<EmergencyUse> notEnded() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM emergency_access WHERE ended_at IS NULL ORDER BY started_at")
                .query((row, number) -> read(row))
                .list();
    }

    /** The newest first. */
    List<EmergencyUse> newest(int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM emergency_access ORDER BY started_at DESC, id LIMIT " + limit)
                .query((row, number) -> read(row))
                .list();
    }

    private static EmergencyUse read(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new EmergencyUse(
                row.getString("id"),
                row.getString("subject"),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("study_instance_uid"),
                row.getString("patient_id"),
                row.getString("reason"),
                instant(row, "started_at"),
                instant(row, "expires_at"),
                ended == null ? null : ended.toInstant(),
                row.getString("ended_by"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
