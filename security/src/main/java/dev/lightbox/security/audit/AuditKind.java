package dev.lightbox.security.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened: the EventIdentification of PS3.15 A.5.3, with codes from PS3.16 CID 400 (event) and CID 401 (type). */
public enum AuditKind {
    NODE_STARTED(Event.APPLICATION_ACTIVITY, AuditCode.dcm("110120", "Application Start"), 'E'),
    NODE_STOPPED(Event.APPLICATION_ACTIVITY, AuditCode.dcm("110121", "Application Stop"), 'E'),
    SIGNED_IN(Event.USER_AUTHENTICATION, AuditCode.dcm("110122", "Login"), 'E'),
    /** Also where the server ended the session. */
    SIGNED_OUT(Event.USER_AUTHENTICATION, AuditCode.dcm("110123", "Logout"), 'E'),
    /** The archive was searched. */
    SEARCHED(Event.QUERY, null, 'E'),
    /** A study was opened in the viewer. */
    STUDY_OPENED(Event.INSTANCES_ACCESSED, null, 'R'),
    /** Pictures or headers were given to another program, by the standard's endpoints. */
    IMAGES_TRANSFERRED(Event.INSTANCES_TRANSFERRED, null, 'C'),
    /** Something left for a place that this application has no hold on: a file, a printer. */
    EXPORTED(Event.EXPORT, null, 'R'),
    SHARE_CREATED(Event.SECURITY_ALERT, AuditCode.own("SHARE-CREATED", "Share Created"), 'E'),
    SHARE_REVOKED(Event.SECURITY_ALERT, AuditCode.own("SHARE-REVOKED", "Share Revoked"), 'E'),
    SHARE_USED(Event.USER_AUTHENTICATION, AuditCode.own("SHARE-USED", "Share Used"), 'E'),
    EMERGENCY_ACCESS_STARTED(Event.SECURITY_ALERT, AuditCode.dcm("110127", "Emergency Override Started"), 'E'),
    EMERGENCY_ACCESS_STOPPED(Event.SECURITY_ALERT, AuditCode.dcm("110138", "Emergency Override Stopped"), 'E'),
    /** Somebody asked for what they may not have, or for what doesn't exist: the two look alike. */
    ACCESS_DENIED(Event.SECURITY_ALERT, AuditCode.dcm("110132", "Use of Restricted Function"), 'E'),
    USER_CHANGED(Event.SECURITY_ALERT, AuditCode.dcm("110137", "User Security Attributes Changed"), 'E'),
    ROLES_CHANGED(Event.SECURITY_ALERT, AuditCode.dcm("110136", "Security Roles Changed"), 'E'),
    SESSION_ENDED(Event.SECURITY_ALERT, AuditCode.own("SESSION-ENDED", "Session Ended by Administrator"), 'E'),
    /** Forged or replayed tokens, guessing, flooding. */
    ATTACK_SUSPECTED(Event.SECURITY_ALERT, AuditCode.own("ATTACK-SUSPECTED", "Attack Suspected"), 'E'),
    AUDIT_LOG_USED(Event.AUDIT_LOG_USED, null, 'R');

    private final AuditCode event;
    private final Optional<AuditCode> type;
    private final char action;

    AuditKind(AuditCode event, @Nullable AuditCode type, char action) {
        this.event = event;
        this.type = Optional.ofNullable(type);
        this.action = action;
    }

    AuditCode event() {
        return event;
    }

    Optional<AuditCode> type() {
        return type;
    }

    /** {@code C}reate, {@code R}ead, {@code U}pdate, {@code D}elete or {@code E}xecute. */
    char action() {
        return action;
    }

    boolean isAlert() {
        return event.equals(Event.SECURITY_ALERT);
    }

    private static final class Event {
        private static final AuditCode APPLICATION_ACTIVITY = AuditCode.dcm("110100", "Application Activity");
        private static final AuditCode AUDIT_LOG_USED = AuditCode.dcm("110101", "Audit Log Used");
        private static final AuditCode INSTANCES_ACCESSED = AuditCode.dcm("110103", "DICOM Instances Accessed");
        private static final AuditCode INSTANCES_TRANSFERRED = AuditCode.dcm("110104", "DICOM Instances Transferred");
        private static final AuditCode EXPORT = AuditCode.dcm("110106", "Export");
        private static final AuditCode QUERY = AuditCode.dcm("110112", "Query");
        private static final AuditCode SECURITY_ALERT = AuditCode.dcm("110113", "Security Alert");
        private static final AuditCode USER_AUTHENTICATION = AuditCode.dcm("110114", "User Authentication");
    }
}
