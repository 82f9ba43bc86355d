package dev.lightbox.engine.bench;

import static dev.lightbox.engine.bench.NativeLibrary.INT;
import static dev.lightbox.engine.bench.NativeLibrary.POINTER;
import static dev.lightbox.engine.bench.NativeLibrary.SIZE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** CharLS 2.4: JPEG-LS. A decoder a picture, as its interface wants. Thread-safe. */
final class CharLs {

    private final MethodHandle create;
    private final MethodHandle destroy;
    private final MethodHandle setSource;
    private final MethodHandle readHeader;
    private final MethodHandle destinationSize;
    private final MethodHandle decode;

    private CharLs(NativeLibrary library) {
        create = library.toPointer("charls_jpegls_decoder_create");
        destroy = library.toVoid("charls_jpegls_decoder_destroy", POINTER);
        setSource = library.toInt("charls_jpegls_decoder_set_source_buffer", POINTER, POINTER, SIZE);
        readHeader = library.toInt("charls_jpegls_decoder_read_header", POINTER);
        destinationSize = library.toInt("charls_jpegls_decoder_get_destination_size", POINTER, INT, POINTER);
        decode = library.toInt("charls_jpegls_decoder_decode_to_buffer", POINTER, POINTER, SIZE, INT);
    }

    static Optional<CharLs> load() {
        return NativeLibrary.find("libcharls.so.2").map(CharLs::new);
    }

    /** The samples' bytes as they lie in the library's memory, copied to Java. */
    byte[] decode(byte[] codestream) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment decoder = (MemorySegment) create.invokeExact();
            try {
                MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, codestream);
                check("set_source_buffer", (int) setSource.invokeExact(decoder, in, (long) codestream.length));
                check("read_header", (int) readHeader.invokeExact(decoder));
                MemorySegment size = arena.allocate(SIZE);
                check("get_destination_size", (int) destinationSize.invokeExact(decoder, 0, size));
                long bytes = size.get(SIZE, 0);
                MemorySegment out = arena.allocate(bytes);
                check("decode_to_buffer", (int) decode.invokeExact(decoder, out, bytes, 0));
                return out.toArray(ValueLayout.JAVA_BYTE);
            } finally {
                destroy.invokeExact(decoder);
            }
        } catch (Throwable e) {
            throw NativeCallException.of(e);
        }
    }

    private static void check(String function, int answer) {
        NativeCallException.check("charls_jpegls_decoder_" + function, answer, 0);
    }
}
