package dev.lightbox.security.sharing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes and recognises what only the bearer of a link knows. Thread-safe. */
final class ShareSecrets {

    /** 128 bits: nobody finds one of a million links within a million years, at a million tries a second. */
    private static final int TOKEN_BYTES = 16;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");

    private static final int ID_BYTES = 8;

    /** Without those that are taken for others when read aloud or written down: 0 O, 1 I L, 2 Z, 5 S, 8 B. */
    private static final String CODE_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679";

    /** 25^8: 37 bits, of which {@link Share#MOST_CODE_FAILURES} may be tried. */
    private static final int CODE_LENGTH = 8;

    /** 2^12 rounds: about a quarter of a second. */
    private static final int BCRYPT_STRENGTH = 12;

    private final SecureRandom random = new SecureRandom();
    private final PasswordEncoder codes = new BCryptPasswordEncoder(BCRYPT_STRENGTH);

    /** Of 22 characters that need no escaping in an address. */
    String newToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    }

    /** 16 hexadecimal digits; not secret. */
    String newId() {
        return HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    /** Two groups of four letters and digits. */
    String newCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            if (i == CODE_LENGTH / 2) {
                code.append('-');
            }
            code.append(CODE_LETTERS.charAt(random.nextInt(CODE_LETTERS.length())));
        }
        return code.toString();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Whether a text can be a token at all. */
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** SHA-256, as 64 hexadecimal digits: a token is too long to be guessed from a fast hash, too. */
    static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A slow hash, since a code is short. */
    String hashCode(String code) {
        return String.valueOf(codes.encode(plain(code)));
    }

    /** Slow. Letter case, spaces and hyphens don't matter. */
    boolean isCode(String typed, String hash) {
        String plain = plain(typed);
        return plain.length() <= CODE_LENGTH && codes.matches(plain, hash);
    }

    private static String plain(String code) {
        String cut = code.substring(0, Math.min(code.length(), 4 * CODE_LENGTH));
        return cut.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
