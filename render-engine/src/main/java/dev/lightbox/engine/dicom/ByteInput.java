package dev.lightbox.engine.dicom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file, from an array or a stream, read forwards with a look ahead of up to {@link #LOOK_AHEAD} bytes. What it
 * allocates is bounded by the bytes that are really there, whatever length is asked for.
 */
final class ByteInput {
    static final int LOOK_AHEAD = 1024;
    private static final int CHUNK = 32 * 1024;

    private final String name;
    private final @Nullable InputStream stream;
    /** Bytes that may come at most; more is refused. */
    private final long mostBytes;
    /** The number of bytes that there are in all; Long.MAX_VALUE where it isn't known. */
    private final long totalBytes;

    private byte[] buffer;
    private int position;
    private int end;
    private long offsetOfBuffer;

    private ByteInput(
            String name, @Nullable InputStream stream, byte[] buffer, int end, long totalBytes, long mostBytes) {
        this.name = name;
        this.stream = stream;
        this.buffer = buffer;
        this.end = end;
        this.totalBytes = totalBytes;
        this.mostBytes = mostBytes;
    }

    static ByteInput of(byte[] bytes, String name) {
        return new ByteInput(name, null, bytes, bytes.length, bytes.length, bytes.length);
    }

    static ByteInput of(Slice slice, String name) {
        ByteInput in =
                new ByteInput(name, null, slice.array, slice.offset + slice.length, Long.MAX_VALUE, Long.MAX_VALUE);
        in.position = slice.offset;
        return in;
    }

    /** @param totalBytes Long.MAX_VALUE where it isn't known */
    static ByteInput of(InputStream stream, long totalBytes, long mostBytes, String name) {
        return new ByteInput(name, stream, new byte[CHUNK], 0, totalBytes, mostBytes);
    }

    /** A range of bytes shared with others, for example of an array: never to be changed. */
    record Slice(byte[] array, int offset, int length) {}

    /** @return the position from the beginning of the file (of the inflated data set where it is deflated) */
    long offset() {
        return offsetOfBuffer + position;
    }

    /** @return an upper bound of what is still to come; exact for arrays and for files of known size */
    long atMostRemaining() {
        return totalBytes == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, totalBytes - offset());
    }

    /** @return whether this many bytes, at most {@link #LOOK_AHEAD}, are still to come; they can be looked at then */
    boolean has(int count) throws DicomException {
        while (end - position < count) {
            if (!refill()) {
                return false;
            }
        }
        return true;
    }

    private boolean refill() throws DicomException {
        if (stream == null) {
            return false;
        }
        System.arraycopy(buffer, position, buffer, 0, end - position);
        offsetOfBuffer += position;
        end -= position;
        position = 0;
        int count = readSome(stream, buffer, end, buffer.length - end);
        end += Math.max(0, count);
        if (offsetOfBuffer + end > mostBytes) {
            throw new DicomException("%s: more than the %d bytes allowed".formatted(name, mostBytes));
        }
        return count > 0;
    }

    private int readSome(InputStream in, byte[] target, int from, int count) throws DicomException {
        try {
            return in.read(target, from, count);
        } catch (EOFException e) {
            // The deflated data set ends early: as if the file did.
            return -1;
        } catch (DicomException e) {
            throw e;
        } catch (IOException e) {
            throw new DicomException(
                    name + ": can't be read at offset " + offset() + " (" + Failures.describe(e) + ")", e);
        }
    }

    /** A byte ahead, 0 to 255; {@link #has} has been asked. */
    int peek(int ahead) {
        return buffer[position + ahead] & 0xFF;
    }

    int peekShort(int ahead, boolean bigEndian) {
        return bigEndian ? peek(ahead) << 8 | peek(ahead + 1) : peek(ahead + 1) << 8 | peek(ahead);
    }

    long peekInt(int ahead, boolean bigEndian) {
        long first = peekShort(ahead, bigEndian);
        long second = peekShort(ahead + 2, bigEndian);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    /** Passes over bytes that were looked at. */
    void advance(int count) {
        position += count;
    }

    /** @return the next bytes, a new array; fewer where there are no more */
    byte[] take(long count) throws DicomException {
        if (count <= end - position || stream == null) {
            int some = (int) Math.min(count, end - position);
            byte[] taken = new byte[some];
            System.arraycopy(buffer, position, taken, 0, some);
            position += some;
            return taken;
        }
        ByteArrayOutputStream taken = new ByteArrayOutputStream((int) Math.min(count, CHUNK));
        while (taken.size() < count && has(1)) {
            int some = (int) Math.min(count - taken.size(), end - position);
            taken.write(buffer, position, some);
            position += some;
        }
        return taken.toByteArray();
    }

    /** @return the next bytes, not copied where they stand in an array already; fewer where there are no more */
    Slice slice(long count) throws DicomException {
        if (stream != null) {
            byte[] taken = take(count);
            return new Slice(taken, 0, taken.length);
        }
        Slice slice = new Slice(buffer, position, (int) Math.min(count, end - position));
        position += slice.length;
        return slice;
    }

    /** @return everything that is still to come */
    InputStream rest() {
        InputStream here = new ByteArrayInputStream(buffer, position, end - position);
        return stream == null ? here : new SequenceInputStream(here, stream);
    }
}
