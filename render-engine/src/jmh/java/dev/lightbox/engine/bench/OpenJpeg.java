package dev.lightbox.engine.bench;

import static dev.lightbox.engine.bench.NativeLibrary.INT;
import static dev.lightbox.engine.bench.NativeLibrary.POINTER;
import static dev.lightbox.engine.bench.NativeLibrary.SIZE;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/** OpenJPEG 2.5: JPEG 2000 and High-Throughput JPEG 2000 codestreams, on one thread. Thread-safe. */
final class OpenJpeg {

    private static final int OPJ_CODEC_J2K = 0;
    private static final int OPJ_CODEC_JP2 = 2;

    /** More than the library's structure has (8,252 bytes in 2.5); its first field is cp_reduce. */
    private static final long PARAMETERS = 16_384;

    // opj_image: x0, y0, x1, y1, numcomps, color_space, comps
    private static final long IMAGE_COMPONENTS = 16;
    private static final long IMAGE_POINTER = 24;
    // opj_image_comp: dx, dy, w, h, x0, y0, prec, bpp, sgnd, resno_decoded, factor, (padding), data, alpha
    private static final long COMPONENT = 64;
    private static final long COMPONENT_WIDTH = 8;
    private static final long COMPONENT_HEIGHT = 12;
    private static final long COMPONENT_DATA = 48;

    private final MethodHandle createDecoder;
    private final MethodHandle destroyDecoder;
    private final MethodHandle defaults;
    private final MethodHandle setup;
    private final MethodHandle createStream;
    private final MethodHandle destroyStream;
    private final MethodHandle setRead;
    private final MethodHandle setSkip;
    private final MethodHandle setSeek;
    private final MethodHandle setUserData;
    private final MethodHandle setLength;
    private final MethodHandle readHeader;
    private final MethodHandle decode;
    private final MethodHandle destroyImage;

    /** Of each component its samples, whatever their size. */
    record Picture(int width, int height, int[][] components) {}

    private OpenJpeg(NativeLibrary library) {
        createDecoder = library.toPointer("opj_create_decompress", INT);
        destroyDecoder = library.toVoid("opj_destroy_codec", POINTER);
        defaults = library.toVoid("opj_set_default_decoder_parameters", POINTER);
        setup = library.toInt("opj_setup_decoder", POINTER, POINTER);
        createStream = library.toPointer("opj_stream_create", SIZE, INT);
        destroyStream = library.toVoid("opj_stream_destroy", POINTER);
        setRead = library.toVoid("opj_stream_set_read_function", POINTER, POINTER);
        setSkip = library.toVoid("opj_stream_set_skip_function", POINTER, POINTER);
        setSeek = library.toVoid("opj_stream_set_seek_function", POINTER, POINTER);
        setUserData = library.toVoid("opj_stream_set_user_data", POINTER, POINTER, POINTER);
        setLength = library.toVoid("opj_stream_set_user_data_length", POINTER, SIZE);
        readHeader = library.toInt("opj_read_header", POINTER, POINTER, POINTER);
        decode = library.toInt("opj_decode", POINTER, POINTER, POINTER);
        destroyImage = library.toVoid("opj_image_destroy", POINTER);
    }

    static Optional<OpenJpeg> load() {
        return NativeLibrary.find("libopenjp2.so.7").map(OpenJpeg::new);
    }

    /** @param reduction how many resolution levels are left out */
    Picture decode(byte[] codestream, int reduction) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment codec =
                    (MemorySegment) createDecoder.invokeExact(isContainer(codestream) ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K);
            MemorySegment parameters = arena.allocate(PARAMETERS);
            defaults.invokeExact(parameters);
            parameters.set(INT, 0, reduction);
            check("opj_setup_decoder", (int) setup.invokeExact(codec, parameters));
            MemorySegment stream = stream(codestream, arena);
            MemorySegment pointer = arena.allocate(POINTER);
            try {
                check("opj_read_header", (int) readHeader.invokeExact(stream, codec, pointer));
                MemorySegment image = pointer.get(ValueLayout.ADDRESS, 0);
                try {
                    check("opj_decode", (int) decode.invokeExact(codec, stream, image));
                    return picture(image.reinterpret(IMAGE_POINTER + 8));
                } finally {
                    destroyImage.invokeExact(image);
                }
            } finally {
                destroyStream.invokeExact(stream);
                destroyDecoder.invokeExact(codec);
            }
        } catch (Throwable e) {
            throw NativeCallException.of(e);
        }
    }

    /** JP2's signature box in place of SOC. */
    private static boolean isContainer(byte[] codestream) {
        return codestream.length > 4 && codestream[0] == 0;
    }

    private MemorySegment stream(byte[] codestream, Arena arena) throws Throwable {
        Source source = new Source(arena.allocateFrom(ValueLayout.JAVA_BYTE, codestream));
        // One read takes all.
        MemorySegment stream = (MemorySegment) createStream.invokeExact((long) codestream.length, 1);
        setRead.invokeExact(stream, source.callback("read", arena, POINTER, SIZE, POINTER));
        setSkip.invokeExact(stream, source.callback("skip", arena, SIZE, POINTER));
        setSeek.invokeExact(stream, source.seekCallback(arena));
        setUserData.invokeExact(stream, MemorySegment.NULL, MemorySegment.NULL);
        setLength.invokeExact(stream, (long) codestream.length);
        return stream;
    }

    private static Picture picture(MemorySegment image) {
        int count = image.get(INT, IMAGE_COMPONENTS);
        MemorySegment components = image.get(ValueLayout.ADDRESS, IMAGE_POINTER).reinterpret(count * COMPONENT);
        int[][] samples = new int[count][];
        int width = components.get(INT, COMPONENT_WIDTH);
        int height = components.get(INT, COMPONENT_HEIGHT);
        for (int c = 0; c < count; c++) {
            long at = c * COMPONENT;
            long size = 4L * components.get(INT, at + COMPONENT_WIDTH) * components.get(INT, at + COMPONENT_HEIGHT);
            samples[c] = components
                    .get(ValueLayout.ADDRESS, at + COMPONENT_DATA)
                    .reinterpret(size)
                    .toArray(ValueLayout.JAVA_INT);
        }
        return new Picture(width, height, samples);
    }

    private static void check(String function, int answer) {
        NativeCallException.check(function, answer, 1);
    }

    /** The library reads through callbacks. */
    private static final class Source {
        private final MemorySegment bytes;
        private long at;

        Source(MemorySegment bytes) {
            this.bytes = bytes;
        }

        MemorySegment callback(String name, Arena arena, java.lang.foreign.MemoryLayout... parameters)
                throws ReflectiveOperationException {
            Class<?>[] types = parameters.length == 3
                    ? new Class<?>[] {MemorySegment.class, long.class, MemorySegment.class}
                    : new Class<?>[] {long.class, MemorySegment.class};
            MethodHandle handle = MethodHandles.lookup().bind(this, name, MethodType.methodType(long.class, types));
            return Linker.nativeLinker().upcallStub(handle, FunctionDescriptor.of(SIZE, parameters), arena);
        }

        MemorySegment seekCallback(Arena arena) throws ReflectiveOperationException {
            MethodHandle handle = MethodHandles.lookup()
                    .bind(this, "seek", MethodType.methodType(int.class, long.class, MemorySegment.class));
            return Linker.nativeLinker().upcallStub(handle, FunctionDescriptor.of(INT, SIZE, POINTER), arena);
        }

        @SuppressWarnings("unused") // called by the library
        long read(MemorySegment buffer, long count, MemorySegment user) {
            long given = Math.min(count, bytes.byteSize() - at);
            if (given <= 0) {
                return -1;
            }
            MemorySegment.copy(bytes, at, buffer.reinterpret(given), 0, given);
            at += given;
            return given;
        }

        @SuppressWarnings("unused")
        long skip(long count, MemorySegment user) {
            at = Math.min(bytes.byteSize(), at + count);
            return count;
        }

        @SuppressWarnings("unused")
        int seek(long position, MemorySegment user) {
            at = position;
            return 1;
        }
    }
}
