package dev.lightbox.viewer.pacs.dicomweb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Unpacks a {@code multipart/related} answer that has one part (RFC 2046 5.1, PS3.18 8.6.1.2). Reads as a stream, and never holds more than the part's
 * bytes and 64 KiB; no length that the server states is believed. Not thread-safe.
 */
final class MultipartReader {

    private static final int MAX_LINE = 8 * 1024;
    /** Lines before the first boundary, and header lines of the part. */
    private static final int MAX_LINES = 64;

    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]+))", Pattern.CASE_INSENSITIVE);
    /** RFC 2046 5.1.1: 1 to 70 characters of this set, the last not a space. */
    private static final Pattern LEGAL_BOUNDARY =
            Pattern.compile("[0-9A-Za-z'()+_,\\-./:=? ]{0,69}[0-9A-Za-z'()+_,\\-./:=?]");

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;

    private MultipartReader(InputStream in) {
        this.in = in;
    }

    /**
     * The bytes of the only part.
     *
     * @param contentType the answer's Content-Type, which names the boundary
     * @param partType the media type that the part must have, such as {@code application/dicom}
     * @param maxBytes the largest part allowed
     * @throws MalformedAnswerException where it isn't such an answer, is cut off, has several parts, or is too large
     * @throws IOException from {@code in}
     */
    static byte[] readOnlyPart(String contentType, InputStream in, String partType, long maxBytes) throws IOException {
        String boundary = boundary(contentType)
                .orElseThrow(() -> new MalformedAnswerException("a multipart answer without a valid boundary"));
        MultipartReader reader = new MultipartReader(in);
        reader.skipPreamble(boundary);
        reader.checkPartHeaders(partType);
        byte[] part = reader.readBody(boundary, maxBytes);
        if (!reader.isClosingDelimiter()) {
            throw new MalformedAnswerException("several parts where one instance was asked for");
        }
        return part;
    }

    private static Optional<String> boundary(String contentType) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(boundary).filter(b -> LEGAL_BOUNDARY.matcher(b).matches());
    }

    /** RFC 2046 5.1.1: what comes before the first boundary is ignored. */
    private void skipPreamble(String boundary) throws IOException {
        for (int i = 0; i < MAX_LINES; i++) {
            String line = readLine();
            if (line.startsWith("--" + boundary)) {
                String rest = line.substring(boundary.length() + 2);
                if (rest.startsWith("--")) {
                    throw new MalformedAnswerException("a multipart answer without parts");
                }
                if (rest.isBlank()) {
                    return;
                }
            }
        }
        throw new MalformedAnswerException("no boundary in the first " + MAX_LINES + " lines of a multipart answer");
    }

    private void checkPartHeaders(String partType) throws IOException {
        for (int i = 0; i < MAX_LINES; i++) {
            String line = readLine();
            if (line.isEmpty()) {
                return;
            }
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("Content-Type")) {
                String type = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
                if (!type.equals(partType) && !type.startsWith(partType + ";")) {
                    throw new MalformedAnswerException("a part that isn't " + partType);
                }
            }
        }
        throw new MalformedAnswerException("more than " + MAX_LINES + " header lines in a part");
    }

    /** A line without its CRLF (or LF: some servers are careless). */
    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (available(1) == 0) {
                throw truncated();
            }
            byte b = buffer[position++];
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() == MAX_LINE) {
                throw new MalformedAnswerException("a line longer than " + MAX_LINE + " bytes in a multipart answer");
            }
            line.write(b);
        }
    }

    /** All up to the next delimiter, which is consumed except for what tells whether it is the last. */
    private byte[] readBody(String boundary, long maxBytes) throws IOException {
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
        while (true) {
            // The longest delimiter with "--", or with some white space and CRLF, so that a decision never needs more
            // than what is here.
            int have = available(delimiter.length + 16);
            if (have < delimiter.length + 2) {
                throw truncated();
            }
            if (isDelimiter(delimiter)) {
                position += delimiter.length;
                return body.toByteArray();
            }
            // A boundary has no CR: the next place to look at is the next CR, and it may be cut off at the end of the
            // buffer.
            int next = position + 1;
            while (next < end && buffer[next] != '\r') {
                next++;
            }
            if (body.size() + (long) (next - position) > maxBytes) {
                throw new MalformedAnswerException("an instance larger than the " + maxBytes + " bytes allowed");
            }
            body.write(buffer, position, next - position);
            position = next;
        }
    }

    private boolean isDelimiter(byte[] delimiter) {
        for (int i = 0; i < delimiter.length; i++) {
            if (buffer[position + i] != delimiter[i]) {
                return false;
            }
        }
        // RFC 2046 5.1.1: then "--", or white space and CRLF. Anything else is data that only begins like a delimiter.
        int i = position + delimiter.length;
        if (buffer[i] == '-' && buffer[i + 1] == '-') {
            return true;
        }
        while (i < end && (buffer[i] == ' ' || buffer[i] == '\t')) {
            i++;
        }
        return i < end && (buffer[i] == '\r' || buffer[i] == '\n');
    }

    private boolean isClosingDelimiter() {
        return buffer[position] == '-' && buffer[position + 1] == '-';
    }

    /** Sees to it that {@code wanted} bytes are in the buffer, and answers how many are: fewer only at the end of the stream. */
    private int available(int wanted) throws IOException {
        if (end - position < wanted && position > 0) {
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
        }
        while (end - position < wanted) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                break;
            }
            end += read;
        }
        return end - position;
    }

    private static MalformedAnswerException truncated() {
        return new MalformedAnswerException("a multipart answer that ends too early");
    }
}
