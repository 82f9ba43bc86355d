package dev.lightbox.engine.bench;

import static dev.lightbox.engine.bench.NativeLibrary.INT;
import static dev.lightbox.engine.bench.NativeLibrary.POINTER;
import static dev.lightbox.engine.bench.NativeLibrary.SIZE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** libdeflate 1.14: zlib streams at level 1, the compressor kept. Not thread-safe. */
final class LibDeflate {

    private final MethodHandle compress;
    private final MemorySegment compressor;

    private LibDeflate(NativeLibrary library) throws Throwable {
        compress = library.toSize("libdeflate_zlib_compress", POINTER, POINTER, SIZE, POINTER, SIZE);
        compressor = (MemorySegment)
                library.toPointer("libdeflate_alloc_compressor", INT).invokeExact(1);
    }

    static Optional<LibDeflate> load() {
        return NativeLibrary.find("libdeflate.so.0").map(library -> {
            try {
                return new LibDeflate(library);
            } catch (Throwable e) {
                throw NativeCallException.of(e);
            }
        });
    }

    /** From a Java array to a Java array, copies included: that is what its use in the server would cost. */
    byte[] compress(byte[] data) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, data);
            long room = data.length + data.length / 100 + 1024L;
            MemorySegment out = arena.allocate(room);
            long length = (long) compress.invokeExact(compressor, in, (long) data.length, out, room);
            if (length == 0) {
                throw new NativeCallException("libdeflate_zlib_compress", length);
            }
            return out.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable e) {
            throw NativeCallException.of(e);
        }
    }
}
