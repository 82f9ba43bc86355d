package dev.lightbox.e2e.browser;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Searches everything that a browser has left on disk: each file's bytes, the unpacked blocks of LevelDB's tables, and what is packed with gzip or zlib anywhere in a file.
 * Texts are looked for in UTF-8, in Latin-1, and in UTF-16 of both byte orders, which between them LevelDB, SQLite and Chromium's own files use. SQLite keeps texts
 * unpacked, and those that were deleted until something is written over them. What is packed with Brotli isn't unpacked: Chromium keeps answers so only where the server sent them so, and this one
 * doesn't.
 */
public final class ProfileSearch {

    private static final int MOST_UNPACKED = 16 << 20;
    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private final List<Needle> needles = new ArrayList<>();

    /** What is looked for, as one kind of byte sequence. @param unless each of these may stand before it */
    private record Needle(String name, String bytes, List<String> unless) {}

    /** Looks for a text. */
    public ProfileSearch text(String text) {
        return textUnlessAfter(List.of(), text);
    }

    /** Looks for a text, but for places where it follows one of others, as an identifier does in the address of a page. */
    public ProfileSearch textUnlessAfter(List<String> before, String text) {
        if (text.length() < 5) {
            throw new IllegalArgumentException("too short to mean anything where it is found: " + text);
        }
        for (Charset encoding : ENCODINGS) {
            needles.add(new Needle(
                    text,
                    latin(text.getBytes(encoding)),
                    before.stream().map(one -> latin(one.getBytes(encoding))).toList()));
        }
        return this;
    }

    /** Looks for a piece from the middle of some bytes, which are a picture's. */
    public ProfileSearch bytes(String name, byte[] bytes) {
        if (bytes.length < 200) {
            throw new IllegalArgumentException("too few bytes to be told from others: " + name);
        }
        int middle = bytes.length / 2;
        needles.add(new Needle(name, latin(Arrays.copyOfRange(bytes, middle, middle + 48)), List.of()));
        return this;
    }

    /** @return what was found, each with the file that it is in: empty where there is nothing */
    public Set<String> in(Path profile) {
        Set<String> found = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                search(file, profile.relativize(file).toString(), found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private void search(Path file, String name, Set<String> found) throws IOException {
        // A picture's or a patient's name may be a file's name as well.
        look(latin(name.getBytes(StandardCharsets.UTF_8)), name + " (its name)", found);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return;
        }
        String text = latin(bytes);
        look(text, name, found);
        for (byte[] block : LevelDbTable.blocks(bytes)) {
            look(latin(block), name + " (a block of LevelDB)", found);
        }
        for (int at = text.indexOf("\u001f\u008b\u0008"); at >= 0; at = text.indexOf("\u001f\u008b\u0008", at + 1)) {
            unpack(bytes, at, true, name, found);
        }
        for (char level : new char[] {'\u0001', '\u005e', '\u009c', '\u00da'}) {
            String head = "\u0078" + level;
            for (int at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) {
                unpack(bytes, at, false, name, found);
            }
        }
    }

    private void unpack(byte[] bytes, int at, boolean gzip, String name, Set<String> found) {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        try {
            InputStream from = new ByteArrayInputStream(bytes, at, bytes.length - at);
            InputStream packed = gzip ? new GZIPInputStream(from) : new InflaterInputStream(from);
            byte[] part = new byte[8192];
            for (int count = packed.read(part);
                    count >= 0 && unpacked.size() < MOST_UNPACKED;
                    count = packed.read(part)) {
                unpacked.write(part, 0, count);
            }
        } catch (IOException notPacked) {
            // Bytes that only look like a beginning; what came of them is searched all the same.
            if (unpacked.size() == 0) {
                return;
            }
        }
        look(latin(unpacked.toByteArray()), name + " (unpacked)", found);
    }

    private void look(String text, String where, Set<String> found) {
        for (Needle needle : needles) {
            for (int at = text.indexOf(needle.bytes); at >= 0; at = text.indexOf(needle.bytes, at + 1)) {
                if (!follows(text, at, needle.unless)) {
                    found.add(needle.name + " in " + where);
                    break;
                }
            }
        }
    }

    private static boolean follows(String text, int at, List<String> ones) {
        return ones.stream().anyMatch(one -> text.startsWith(one, at - one.length()));
    }

    /** A character for each byte: Java searches in texts fastest. */
    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
