package dev.lightbox.security.audit;

/**
 * A coded value of an audit message (PS3.15 A.5.1 {@code CodedValueType}).
 *
 * @param value {@code csd-code}
 * @param system {@code codeSystemName}
 * @param meaning {@code originalText}
 */
record AuditCode(String value, String system, String meaning) {

    /** A code of the DICOM Controlled Terminology (PS3.16 annex D). */
    static AuditCode dcm(String value, String meaning) {
        return new AuditCode(value, "DCM", meaning);
    }

    /** A code of RFC 3881, which PS3.15 goes on using for kinds of identifiers. */
    static AuditCode rfc3881(String value, String meaning) {
        return new AuditCode(value, "RFC-3881", meaning);
    }

    /** What the standard has no code for. */
    static AuditCode own(String value, String meaning) {
        return new AuditCode(value, "99LIGHTBOX", meaning);
    }
}
