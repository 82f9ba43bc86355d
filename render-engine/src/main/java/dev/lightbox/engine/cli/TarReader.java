package dev.lightbox.engine.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The regular files of a tar archive, one after the other (POSIX.1-2017 pax, "ustar Interchange Format"; long names also as GNU tar writes them). Holds no
 * member in memory. For one thread.
 */
final class TarReader {

    private static final int BLOCK = 512;
    /** Of a long name or a pax header; real ones have some hundred bytes. */
    private static final int MOST_NAME_BYTES = 1 << 16;

    private static final long MOST_MEMBER_BYTES = 1L << 50;

    private final InputStream in;
    private long left;
    private int padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /** Goes to the next file; its name, without a leading "./", or null at the end. */
    @Nullable String next() throws IOException {
        @Nullable String longName = null;
        while (true) {
            in.skipNBytes(left + padding);
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isZero(header)) {
                left = 0;
                padding = 0;
                return null;
            }
            if (header.length < BLOCK) {
                throw new EOFException("the tar archive is cut off");
            }
            checkSum(header);
            left = size(header);
            padding = (int) (-left & (BLOCK - 1));
            switch (header[156]) {
                case 'L' -> longName = text(name(), 0, MOST_NAME_BYTES);
                case 'x' -> longName = paxPath(new String(name(), StandardCharsets.UTF_8), longName);
                case '0', 0 -> {
                    return withoutDot(longName == null ? nameOf(header) : longName);
                }
                default -> longName = null;
            }
        }
    }

    private byte[] name() throws IOException {
        if (left > MOST_NAME_BYTES) {
            throw new IOException("the tar archive has a header of " + left + " bytes, more than the " + MOST_NAME_BYTES
                    + " expected");
        }
        byte[] bytes = in.readNBytes((int) left);
        left = 0;
        return bytes;
    }

    /** The present file's bytes; to be read before {@link #next()}. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int count = in.read(target, offset, (int) Math.min(length, left));
                if (count < 0) {
                    throw new EOFException("the tar archive is cut off");
                }
                left -= count;
                return count;
            }
        };
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** The sum of all bytes, with its own field as spaces. */
    private static void checkSum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
        }
        long expected = octal(header, 148, 8);
        if (sum != expected) {
            throw new IOException("it isn't a tar archive: header checksum " + sum + ", expected " + expected);
        }
    }

    private static long size(byte[] header) throws IOException {
        long size = 0;
        if ((header[124] & 0x80) != 0) {
            // GNU's base 256 for 8 GiB and more.
            for (int i = 128; i < 136; i++) {
                size = size << 8 | header[i] & 0xFF;
            }
        } else {
            size = octal(header, 124, 12);
        }
        if (size < 0 || size > MOST_MEMBER_BYTES) {
            throw new IOException("the tar archive has a member of impossible size " + size);
        }
        return size;
    }

    private static long octal(byte[] header, int from, int length) {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            if (header[i] >= '0' && header[i] <= '7') {
                value = value << 3 | header[i] - '0';
            }
        }
        return value;
    }

    private static String nameOf(byte[] header) {
        String name = text(header, 0, 100);
        boolean ustar = text(header, 257, 6).equals("ustar");
        String prefix = ustar ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes, int from, int length) {
        int to = from;
        while (to < Math.min(bytes.length, from + length) && bytes[to] != 0) {
            to++;
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static String withoutDot(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    /** Records are "LENGTH key=value\n"; names hold no line break where they are any use. */
    private static @Nullable String paxPath(String records, @Nullable String otherwise) {
        for (String record : records.split("\n")) {
            int key = record.indexOf(" path=");
            if (key >= 0) {
                return record.substring(key + 6);
            }
        }
        return otherwise;
    }
}
