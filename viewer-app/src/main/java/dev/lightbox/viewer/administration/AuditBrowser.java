package dev.lightbox.viewer.administration;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditRecord;
import dev.lightbox.security.audit.AuditTrail;
import dev.lightbox.security.audit.AuditUser;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** The audit trail for administrators: each use is recorded in it first, with what was looked for. Thread-safe; blocks. */
@Service
public class AuditBrowser {

    /** Records of one page. */
    public static final int PAGE = 100;

    private final AuditTrail trail;
    private final AdministrationProperties properties;

    AuditBrowser(AuditTrail trail, AdministrationProperties properties) {
        this.trail = trail;
        this.properties = properties;
    }

    /** More match than one file may hold. */
    public static final class TooManyRecordsException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooManyRecordsException(int most) {
            super("More than " + most + " records match (lightbox.administration.max-export). Narrow the search.");
        }
    }

    /**
     * At most {@value #PAGE} records that match, newest first.
     *
     * @param before only records with a smaller sequence; {@link Long#MAX_VALUE} for the newest
     * @throws dev.lightbox.security.audit.AuditUnavailableException where the search can't be recorded
     */
    public List<AuditRecord> find(User user, AuditQuery query, long before) {
        record(user, query, before == Long.MAX_VALUE ? "search" : "search, before " + before);
        return trail.find(query, before, PAGE);
    }

    /**
     * Whether everything that matches may be exported; recorded as the export.
     *
     * @throws TooManyRecordsException where there is more than a file may hold
     */
    void beginExport(User user, AuditQuery query, AuditExport format) {
        requireAdministrator(user);
        if (trail.count(query, properties.maxExport() + 1) > properties.maxExport()) {
            throw new TooManyRecordsException(properties.maxExport());
        }
        record(user, query, "export as " + format);
    }

    /** Writes everything that matches, newest first; {@link #beginExport} comes before. Holds a page in memory. */
    void export(AuditQuery query, AuditExport format, OutputStream out) throws IOException {
        try (AuditExport.Writer writer = format.to(out)) {
            int written = 0;
            List<AuditRecord> page = trail.find(query, Long.MAX_VALUE, AuditTrail.LONGEST_PAGE);
            // Records that come meanwhile are newer than the first page, so the count holds.
            while (!page.isEmpty() && written < properties.maxExport()) {
                for (AuditRecord audit : page) {
                    writer.write(audit);
                }
                written += page.size();
                page = trail.find(query, page.getLast().sequence(), AuditTrail.LONGEST_PAGE);
            }
        }
    }

    private void record(User user, AuditQuery query, String use) {
        requireAdministrator(user);
        trail.record(AuditEvent.done(
                AuditKind.AUDIT_LOG_USED,
                AuditUser.of(user),
                new AuditObject.Resource("audit-trail", use + ": " + text(query))));
    }

    private static String text(AuditQuery query) {
        String given = Stream.of(
                        query.from().map(from -> "from " + from),
                        query.until().map(until -> "until " + until),
                        query.username().map(name -> "user " + name),
                        query.patientId().map(id -> "patient " + id),
                        query.studyInstanceUid().map(uid -> "study " + uid),
                        query.kind().map(kind -> "kind " + kind),
                        query.outcome().map(outcome -> "outcome " + outcome))
                .flatMap(criterion -> criterion.stream())
                .collect(Collectors.joining(", "));
        return given.isEmpty() ? "everything" : given;
    }

    /** The pages and the filter chain ask for the role; this is the lock behind those doors. */
    private static void requireAdministrator(User user) {
        if (!user.hasRole(Role.ADMIN)) {
            throw new IllegalStateException("only administrators see the audit trail");
        }
    }
}
