package dev.lightbox.viewer.administration;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Audit messages for people. */
public final class AuditMessages {

    /** What PS3.15 A.5.1 has in base64: searches, and details of objects. */
    private static final Pattern ENCODED = Pattern.compile(
            "(<ParticipantObjectQuery>|<ParticipantObjectDetail type=\"[A-Za-z ]*\" value=\")([A-Za-z0-9+/=]+)");

    private AuditMessages() {}

    /** The message with a line for each element, and with what is encoded as text: no XML any longer. */
    public static String readable(String message) {
        return ENCODED.matcher(message.replace("><", ">\n<"))
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + decoded(found.group(2))));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
