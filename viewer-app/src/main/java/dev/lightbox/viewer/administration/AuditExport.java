package dev.lightbox.viewer.administration;

import dev.lightbox.security.audit.AuditRecord;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How audit records are written into a file, in UTF-8. */
enum AuditExport {
    /** RFC 4180, a line a record, without the messages. */
    CSV("text/csv") {
        @Override
        Writer to(OutputStream out) throws IOException {
            BufferedWriter text = text(out);
            text.write("sequence,time,kind,outcome,user,address,patient,study,hash\r\n");
            return new Writer() {
                @Override
                public void write(AuditRecord audit) throws IOException {
                    text.write(List.of(
                                    Long.toString(audit.sequence()),
                                    audit.recordedAt().toString(),
                                    audit.kind().name(),
                                    audit.outcome().name(),
                                    audit.username(),
                                    audit.sourceAddress(),
                                    audit.patientId(),
                                    audit.studyInstanceUid(),
                                    audit.hash())
                            .stream()
                            .map(AuditExport::cell)
                            .collect(Collectors.joining(",", "", "\r\n")));
                }

                @Override
                public void close() throws IOException {
                    text.flush();
                }
            };
        }
    },
    /** The messages of PS3.15 A.5, as they are sent on, in one root element. */
    XML("application/xml") {
        @Override
        Writer to(OutputStream out) throws IOException {
            BufferedWriter text = text(out);
            text.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<AuditMessages>\n");
            return new Writer() {
                @Override
                public void write(AuditRecord audit) throws IOException {
                    text.write(audit.message());
                    text.write('\n');
                }

                @Override
                public void close() throws IOException {
                    text.write("</AuditMessages>\n");
                    text.flush();
                }
            };
        }
    };

    private final String mediaType;

    AuditExport(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** Writes the beginning; closing the writer writes the end, and leaves the stream open. */
    abstract Writer to(OutputStream out) throws IOException;

    interface Writer extends Closeable {
        void write(AuditRecord audit) throws IOException;
    }

    private static BufferedWriter text(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    /**
     * A spreadsheet takes what begins like this for a formula, and would carry it out: an apostrophe makes it text. One that is set to semicolons begins a cell behind each of
     * them, whatever stands in quotes.
     */
    private static final Pattern FORMULA = Pattern.compile("(?<=^|;)(?=[=+\\-@\t\r\n|%＝＋－＠])");

    static String cell(String value) {
        String safe = FORMULA.matcher(value).replaceAll("'");
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
