package dev.lightbox.engine.bench;

import dev.lightbox.engine.bench.Pictures.Encoded;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** From codestreams to stored values. */
final class DecoderRows {

    private static final Aim TIMES_1_0 = new Aim.AtMostTimes(1.0);
    private static final Aim TIMES_1_1 = new Aim.AtMostTimes(1.1);
    private static final Aim TIMES_1_2 = new Aim.AtMostTimes(1.2);

    private final Table table;
    private final Path data;
    private final Optional<OpenJpeg> openJpeg = OpenJpeg.load();
    private final Optional<CharLs> charLs = CharLs.load();
    private final Optional<TurboJpeg> turbo = TurboJpeg.load();

    DecoderRows(Table table, Path data) {
        this.table = table;
        this.data = data;
    }

    void add() throws Exception {
        alone("RLE 512x512, 16 bits", "transfer-syntaxes/ct-rle.dcm", new Aim.AtLeastMegabytes(1500));
        alone(
                "JPEG lossless 512x512, 16 bits",
                "transfer-syntaxes/ct-jpeg-lossless-sv1.dcm",
                new Aim.AtLeastMegabytes(400));
        alone(
                "JPEG lossless 3062x2394, mammogram",
                "projection/mg-3062x2394-sigmoid-3windows.dcm",
                new Aim.AtLeastMegabytes(400));
        alone(
                "JPEG Extended 512x512, 12 bits",
                "transfer-syntaxes/ct-jpeg-extended-p2_4-12bit.dcm",
                new Aim.AtLeastMegabytes(180));
        charLs("JPEG-LS lossless 512x512, 16 bits", "transfer-syntaxes/ct-jpegls-lossless.dcm", 0);
        charLs("JPEG-LS near-lossless 512x512, 16 bits", "transfer-syntaxes/ct-jpegls-near.dcm", 0);
        turbo("JPEG baseline 512x512, gray", "transfer-syntaxes/ct-jpeg-baseline-p1-8bit.dcm", 1);
        openJpeg("JPEG 2000 reversible 512x512, 16 bits", "transfer-syntaxes/ct-j2k-lossless.dcm", 0, 0);
        openJpeg("JPEG 2000 irreversible 512x512, 16 bits", "transfer-syntaxes/ct-j2k-lossy.dcm", 0, 2);
        openJpeg("JPEG 2000 reversible 1760x1760", "projection/cr-1760x1760-mono1-j2k-lossless.dcm", 0, 0);
        openJpeg("HTJ2K reversible 640x480, RGB", "transfer-syntaxes/htj2k-lossless-rgb8.dcm", 0, 0);
        openJpeg("HTJ2K irreversible 640x480, RGB", "transfer-syntaxes/htj2k-lossy-rgb8.dcm", 0, 2);
        made();
    }

    private void alone(String name, String file, Aim aim) throws Exception {
        Optional<Encoded> frame = frame(name, file, aim);
        if (frame.isPresent()) {
            Encoded encoded = frame.get();
            table.add(Row.alone(name, encoded::decode, Checks.none(), bytes(encoded), aim, ""));
        }
    }

    private void charLs(String name, String file, int most) throws Exception {
        Optional<Encoded> frame = frame(name, file, TIMES_1_0);
        if (frame.isPresent()) {
            Encoded encoded = frame.get();
            Optional<Callable<Object>> rival = charLs.map(library -> () -> library.decode(encoded.codestream()));
            table.add(new Row(
                    name, encoded::decode, "CharLS", rival, Checks.sameBytes(most), bytes(encoded), TIMES_1_0, ""));
        }
    }

    private void turbo(String name, String file, int most) throws Exception {
        Optional<Encoded> frame = frame(name, file, TIMES_1_2);
        if (frame.isPresent()) {
            Encoded encoded = frame.get();
            int columns = encoded.descriptor().columns();
            int rows = encoded.descriptor().rows();
            int samples = encoded.descriptor().samplesPerPixel();
            Optional<Callable<Object>> rival =
                    turbo.map(library -> () -> library.decode(encoded.codestream(), columns, rows, samples));
            table.add(new Row(
                    name,
                    encoded::decode,
                    "libjpeg-turbo",
                    rival,
                    Checks.sameBytes(most),
                    bytes(encoded),
                    TIMES_1_2,
                    ""));
        }
    }

    private void openJpeg(String name, String file, int reduction, int most) throws Exception {
        Optional<Encoded> frame = frame(name, file, TIMES_1_1);
        if (frame.isPresent()) {
            openJpeg(name, frame.get(), reduction, most, TIMES_1_1);
        }
    }

    private void openJpeg(String name, Encoded encoded, int reduction, int most, Aim aim) throws Exception {
        if (!table.wants(name)) {
            return;
        }
        Optional<Callable<Object>> rival =
                openJpeg.map(library -> () -> library.decode(encoded.codestream(), reduction));
        table.add(new Row(
                name,
                () -> encoded.decode(reduction),
                "OpenJPEG",
                rival,
                Checks.sameComponents(most),
                reduction == 0 ? bytes(encoded) : 0,
                aim,
                ""));
    }

    /** What no file of the data has: the phantom's chest and a slice, encoded by the tools of OpenJPEG and OpenJPH. */
    private void made() throws Exception {
        String chestName = "JPEG 2000 reversible 3000x2400";
        if (table.wants(chestName) || table.wants("two levels down") || table.wants("one level down")) {
            short[] chest = Pictures.chest();
            int rows = 3000;
            int columns = chest.length / rows;
            Optional<Encoded> whole = made(
                    Tools.encode(Pictures.pgm(chest, columns, rows, 12), "opj_compress", "j2k"),
                    columns,
                    rows,
                    12,
                    TransferSyntax.JPEG_2000_LOSSLESS,
                    chestName);
            if (whole.isPresent()) {
                openJpeg(chestName, whole.get(), 0, 0, TIMES_1_1);
                openJpeg(chestName + ", one level down", whole.get(), 1, 0, TIMES_1_1);
                openJpeg(chestName + ", two levels down", whole.get(), 2, 0, new Aim.AtMostMillis(60));
            }
        }
        String sliceName = "HTJ2K reversible 512x512, 12 bits";
        if (table.wants(sliceName)) {
            short[] slice = slice();
            Optional<Encoded> encoded = made(
                    Tools.encode(Pictures.pgm(slice, 512, 512, 12), "ojph_compress", "j2c", "-reversible", "true"),
                    512,
                    512,
                    12,
                    TransferSyntax.HTJ2K_LOSSLESS,
                    sliceName);
            if (encoded.isPresent()) {
                openJpeg(sliceName, encoded.get(), 0, 0, TIMES_1_1);
            }
        }
    }

    private Optional<Encoded> made(
            Optional<byte[]> codestream, int columns, int rows, int bits, TransferSyntax syntax, String name)
            throws Exception {
        if (codestream.isEmpty()) {
            table.absent(
                    name, TIMES_1_1, "the encoder that makes it isn't installed (libopenjp2-tools, openjph-tools)");
            return Optional.empty();
        }
        Optional<Encoded> encoded = Pictures.of(
                codestream.get(), Pictures.grayHeader(columns, rows, bits).build(), syntax);
        if (encoded.isEmpty()) {
            table.absent(name, TIMES_1_1, "not decoded yet");
        }
        return encoded;
    }

    /** A slice of 512 × 512 with 12 bits, from the data's CT where it is there, else out of the phantom's chest. */
    private short[] slice() throws Exception {
        short[] values = new short[512 * 512];
        Path file = data.resolve("transfer-syntaxes/ct-explicit-vr-le.dcm");
        if (Files.exists(file)) {
            StoredFrame frame = Pictures.image(file).decode(1);
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) Math.clamp(frame.value(i % 512, i / 512, 0), 0, 4095);
            }
            return values;
        }
        short[] chest = Pictures.chest();
        int columns = chest.length / 3000;
        for (int i = 0; i < values.length; i++) {
            values[i] = chest[(1000 + i / 512) * columns + 800 + i % 512];
        }
        return values;
    }

    private Optional<Encoded> frame(String name, String file, Aim aim) throws Exception {
        if (!table.wants(name)) {
            return Optional.empty();
        }
        Path path = data.resolve(file);
        if (!Files.exists(path)) {
            table.absent(name, aim, "there is no " + path);
            return Optional.empty();
        }
        Optional<Encoded> frame = Pictures.firstFrame(path);
        if (frame.isEmpty()) {
            table.absent(name, aim, "not decoded yet");
        }
        return frame;
    }

    private static long bytes(Encoded encoded) {
        return encoded.descriptor().bytesPerFrame();
    }

    /** Wall time of many frames by one thread and by two. */
    void scaling() throws Exception {
        String name = "frames at once: JPEG lossless, RLE, 2 threads";
        if (!table.wants(name)) {
            return;
        }
        Optional<Encoded> jpeg = frame(name, "transfer-syntaxes/ct-jpeg-lossless-sv1.dcm", new Aim.None());
        Optional<Encoded> rle = frame(name, "transfer-syntaxes/ct-rle.dcm", new Aim.None());
        if (jpeg.isEmpty() || rle.isEmpty() || Runtime.getRuntime().availableProcessors() < 2) {
            table.absent(name, new Aim.None(), "needs the files and two processors");
            return;
        }
        Callable<Integer> work = () -> {
            int sum = 0;
            for (int i = 0; i < 40; i++) {
                StoredFrame frame = (i % 2 == 0 ? jpeg : rle).orElseThrow().decode();
                sum += frame.samples() instanceof Samples.Shorts(short[] values) ? values[i] : 0;
            }
            return sum;
        };
        double[] gains = new double[15];
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = -5; round < gains.length; round++) {
                long begin = System.nanoTime();
                work.call();
                work.call();
                long middle = System.nanoTime();
                CompletableFuture<?>[] both = new CompletableFuture<?>[2];
                for (int i = 0; i < 2; i++) {
                    both[i] = CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return work.call();
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            threads);
                }
                CompletableFuture.allOf(both).join();
                double gain = (middle - begin) / (double) (System.nanoTime() - middle);
                // The first rounds warm up.
                gains[Math.max(0, round)] = gain;
            }
        }
        Arrays.sort(gains);
        double median = gains[gains.length / 2];
        table.fact(name, String.format(Locale.ROOT, "%.2fx", median), "≥ 1.8x", median >= 1.8);
    }
}
