package dev.lightbox.engine.bench;

import static dev.lightbox.engine.bench.NativeLibrary.INT;
import static dev.lightbox.engine.bench.NativeLibrary.POINTER;
import static dev.lightbox.engine.bench.NativeLibrary.SIZE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** libjpeg-turbo 2.1 through its TurboJPEG interface: 8-bit baseline both ways. Not thread-safe. */
final class TurboJpeg {

    private static final int TJPF_RGB = 0;
    private static final int TJPF_GRAY = 6;
    private static final int TJSAMP_420 = 2;
    private static final int TJSAMP_GRAY = 3;
    private static final int TJFLAG_NOREALLOC = 1024;

    private final MethodHandle decompress;
    private final MethodHandle compress;
    private final MemorySegment decompressor;
    private final MemorySegment compressor;

    private TurboJpeg(NativeLibrary library) throws Throwable {
        decompress = library.toInt("tjDecompress2", POINTER, POINTER, SIZE, POINTER, INT, INT, INT, INT, INT);
        compress = library.toInt("tjCompress2", POINTER, POINTER, INT, INT, INT, INT, POINTER, POINTER, INT, INT, INT);
        decompressor = (MemorySegment) library.toPointer("tjInitDecompress").invokeExact();
        compressor = (MemorySegment) library.toPointer("tjInitCompress").invokeExact();
    }

    static Optional<TurboJpeg> load() {
        return NativeLibrary.find("libturbojpeg.so.0").map(library -> {
            try {
                return new TurboJpeg(library);
            } catch (Throwable e) {
                throw NativeCallException.of(e);
            }
        });
    }

    /** Gray or RGB levels, copies to and from Java arrays included. */
    byte[] decode(byte[] codestream, int width, int height, int samples) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, codestream);
            MemorySegment out = arena.allocate((long) width * height * samples);
            int answer = (int) decompress.invokeExact(
                    decompressor,
                    in,
                    (long) codestream.length,
                    out,
                    width,
                    width * samples,
                    height,
                    samples == 1 ? TJPF_GRAY : TJPF_RGB,
                    0);
            NativeCallException.check("tjDecompress2", answer, 0);
            return out.toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable e) {
            throw NativeCallException.of(e);
        }
    }

    /** Colours with half resolution, as our encoder's below quality 90. */
    byte[] encode(byte[] pixels, int width, int height, int samples, int quality) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, pixels);
            long room = 2L * pixels.length + 4096;
            MemorySegment out = arena.allocate(room);
            MemorySegment pointer = arena.allocateFrom(ValueLayout.ADDRESS, out);
            MemorySegment size = arena.allocateFrom(SIZE, room);
            int answer = (int) compress.invokeExact(
                    compressor,
                    in,
                    width,
                    width * samples,
                    height,
                    samples == 1 ? TJPF_GRAY : TJPF_RGB,
                    pointer,
                    size,
                    samples == 1 ? TJSAMP_GRAY : TJSAMP_420,
                    quality,
                    TJFLAG_NOREALLOC);
            NativeCallException.check("tjCompress2", answer, 0);
            return out.asSlice(0, size.get(SIZE, 0)).toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable e) {
            throw NativeCallException.of(e);
        }
    }
}
