package dev.lightbox.security.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes audit records as syslog messages (RFC 5424) in the frames of RFC 5425. Immutable.
 *
 * @param host HOSTNAME
 * @param application APP-NAME
 * @param process PROCID
 */
record SyslogFrame(String host, String application, String process, AuditRepositoryProperties.MessageId messageId) {

    /** Facility 10 (security), severity 5 (notice), as PS3.15 A.6 says: 10 × 8 + 5. */
    private static final int PRIORITY = 85;

    /** RFC 5424 7.3.1: a sequenceId begins with 1, and after this with 1 again. */
    private static final long LARGEST_SEQUENCE_ID = 2_147_483_647L;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** The octet count, a blank, and the message, whose text begins with a byte order mark (RFC 5424 6.4). */
    byte[] of(AuditRecord audit) {
        long sequenceId = (audit.sequence() - 1) % LARGEST_SEQUENCE_ID + 1;
        byte[] header = ("<" + PRIORITY + ">1 " + audit.recordedAt() + " " + field(host, 255) + " "
                        + field(application, 48) + " " + field(process, 128) + " " + messageId.text()
                        + " [meta sequenceId=\"" + sequenceId + "\"] ")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] text = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + audit.message()).getBytes(StandardCharsets.UTF_8);
        int length = header.length + BYTE_ORDER_MARK.length + text.length;
        ByteArrayOutputStream frame = new ByteArrayOutputStream(length + 8);
        frame.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
        frame.writeBytes(header);
        frame.writeBytes(BYTE_ORDER_MARK);
        frame.writeBytes(text);
        return frame.toByteArray();
    }

    /** PRINTUSASCII of RFC 5424, or the nil value. */
    private static String field(String text, int longest) {
        String printable = text.replaceAll("[^!-~]", "_");
        return printable.isEmpty() ? "-" : printable.substring(0, Math.min(longest, printable.length()));
    }
}
