package dev.lightbox.e2e.browser;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The blocks of a LevelDB table file, unpacked: Chromium compresses them with Snappy, so that a text in them can't be found in the file's own bytes. As the format's
 * description has it (leveldb/doc/table_format.md, snappy/format_description.txt); what isn't so is left out.
 */
final class LevelDbTable {

    private static final long MAGIC = 0xdb4775248b80fb57L;
    private static final int FOOTER = 48;
    private static final int TRAILER = 5;
    private static final int LARGEST = 64 << 20;

    private LevelDbTable() {}

    /** Empty where the file is no table. */
    static List<byte[]> blocks(byte[] file) {
        if (file.length < FOOTER) {
            return List.of();
        }
        ByteBuffer footer = ByteBuffer.wrap(file, file.length - FOOTER, FOOTER).order(ByteOrder.LITTLE_ENDIAN);
        if (footer.getLong(file.length - 8) != MAGIC) {
            return List.of();
        }
        List<byte[]> found = new ArrayList<>();
        try {
            varint(footer);
            varint(footer);
            Optional<byte[]> index = block(file, varint(footer), varint(footer));
            index.ifPresent(known -> handles(known)
                    .forEach(handle -> block(file, handle[0], handle[1]).ifPresent(found::add)));
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException cutOff) {
            // The file was being written when the browser ended; its raw bytes are searched all the same.
            return found;
        }
        return found;
    }

    /** Values of the index block: where each data block is. */
    private static List<long[]> handles(byte[] index) {
        ByteBuffer entries = ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN);
        int restarts = entries.getInt(index.length - 4);
        int end = index.length - 4 - 4 * restarts;
        List<long[]> handles = new ArrayList<>();
        while (entries.position() < end) {
            varint(entries);
            int keyLength = (int) varint(entries);
            int valueLength = (int) varint(entries);
            entries.position(entries.position() + keyLength);
            int next = entries.position() + valueLength;
            handles.add(new long[] {varint(entries), varint(entries)});
            entries.position(next);
        }
        return handles;
    }

    private static Optional<byte[]> block(byte[] file, long offset, long size) {
        if (offset < 0 || size < 0 || offset + size + TRAILER > file.length) {
            return Optional.empty();
        }
        byte[] stored = java.util.Arrays.copyOfRange(file, (int) offset, (int) (offset + size));
        return switch (file[(int) (offset + size)]) {
            case 0 -> Optional.of(stored);
            case 1 -> Optional.of(snappy(stored));
            default -> Optional.empty();
        };
    }

    /** Unpacks Snappy's raw format. */
    static byte[] snappy(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        long length = varint(in);
        if (length > LARGEST) {
            throw new IndexOutOfBoundsException("a block of " + length + " bytes");
        }
        Output out = new Output();
        while (in.hasRemaining()) {
            int tag = in.get() & 0xFF;
            switch (tag & 3) {
                case 0 -> {
                    int size = tag >> 2;
                    if (size >= 60) {
                        int bytes = size - 59;
                        size = 0;
                        for (int i = 0; i < bytes; i++) {
                            size |= (in.get() & 0xFF) << (8 * i);
                        }
                    }
                    byte[] literal = new byte[size + 1];
                    in.get(literal);
                    out.writeBytes(literal);
                }
                case 1 -> out.copy((tag >> 5) << 8 | (in.get() & 0xFF), 4 + ((tag >> 2) & 7));
                case 2 -> out.copy(in.getShort() & 0xFFFF, 1 + (tag >> 2));
                default -> out.copy(in.getInt(), 1 + (tag >> 2));
            }
        }
        return out.toByteArray();
    }

    /** What has been unpacked, which later parts refer back to. */
    private static final class Output extends ByteArrayOutputStream {

        void copy(int back, int size) {
            if (back <= 0 || back > count) {
                throw new IndexOutOfBoundsException("a copy of what isn't there");
            }
            for (int i = 0; i < size; i++) {
                write(buf[count - back]);
            }
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number without an end");
    }
}
