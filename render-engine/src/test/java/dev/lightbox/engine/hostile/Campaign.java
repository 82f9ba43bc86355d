package dev.lightbox.engine.hostile;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimitException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.EncodedFrame;
import dev.lightbox.engine.codec.FrameDecoders;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.NativePixelData;
import dev.lightbox.engine.dicom.ReadLimits;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.render.RenderRefusedException;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.engine.render.presentation.PresentationStateException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Decodes and draws damaged files, all in one process with a small heap, several at once. Whatever the bytes: a picture, or a refusal of the three known
 * kinds, in time. Each damaged file is decoded twice with other patients' frames decoded in between: were anything of those left in it, the two would
 * differ. The same seed gives the same file.
 *
 * <pre>java -Xmx256m … Campaign DATA COUNT [FIRST_SEED [THREADS]]</pre>
 */
public final class Campaign {

    private static final int DEFAULT_SEED = 20261124;
    private static final int REPORTED_EVERY = 5_000;
    private static final long FRAME_MILLIS = 20_000;
    /** Of a whole file, with drawing; a decoder may overrun its limit by as long as it doesn't look at it. */
    private static final long HANG_MILLIS = 60_000;

    private static final String TOO_SLOW = "refused as too slow";

    private static final ReadLimits READ_LIMITS = new ReadLimits(8 << 20, 32 << 20, 64, 100_000);
    private static final DecodeLimits LIMITS = new DecodeLimits(24 << 20, 65_535, Duration.ofMillis(FRAME_MILLIS));

    private final Corpus corpus;
    private final Renderer renderer = new Renderer();
    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
    private final List<String> failures = new ArrayList<>();
    private final AtomicLong next;
    private final long first;
    private final long end;
    private long slowestNanos;
    private String slowest = "";

    private Campaign(Corpus corpus, long firstSeed, long count) {
        this.corpus = corpus;
        this.next = new AtomicLong(firstSeed);
        this.first = firstSeed;
        this.end = firstSeed + count;
    }

    /** Ends with 0 if everything went as it should, 1 if not, 2 where a file kept a thread for too long. */
    public static void main(String[] arguments) throws Exception {
        long count = Long.parseLong(arguments[1]);
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : DEFAULT_SEED;
        int threads = arguments.length > 3
                ? Integer.parseInt(arguments[3])
                : Runtime.getRuntime().availableProcessors();
        Corpus corpus = Corpus.below(Path.of(arguments[0]));
        for (String syntax : corpus.syntaxes()) {
            List<Specimen> specimens = corpus.of(syntax);
            System.out.printf(
                    "%s: %d files of %d to %d samples a frame%n",
                    specimens.getFirst().syntax().displayName(),
                    specimens.size(),
                    specimens.getFirst().size(),
                    specimens.getLast().size());
        }
        System.out.printf(
                "%d damaged files, seeds %d to %d, %d threads, heap %d MB%n",
                count, seed, seed + count - 1, threads, Runtime.getRuntime().maxMemory() >> 20);
        System.exit(new Campaign(corpus, seed, count).run(threads));
    }

    private int run(int threads) throws InterruptedException {
        long start = System.nanoTime();
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Worker worker = new Worker();
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        for (Worker worker : workers) {
            while (worker.isAlive()) {
                worker.join(500);
                if (worker.isAlive() && worker.millisAtWork() > HANG_MILLIS) {
                    System.out.println("HANG: seed " + worker.seed + ": " + Arrays.toString(worker.getStackTrace()));
                    return 2;
                }
            }
        }
        counts.forEach((what, count) -> System.out.printf("%9d  %s%n", count.get(), what));
        long done = counts.values().stream().mapToLong(AtomicLong::get).sum();
        if (done != end - first) {
            System.out.printf("expected %d damaged files, done: %d; a worker has died%n", end - first, done);
            return 1;
        }
        System.out.printf(
                "slowest: %d ms (%s); all: %.0f s; failures: %d%n",
                slowestNanos / 1_000_000, slowest, (System.nanoTime() - start) / 1e9, failures.size());
        failures.stream().limit(50).forEach(System.out::println);
        return failures.isEmpty() ? 0 : 1;
    }

    private final class Worker extends Thread {
        private volatile long seed;
        private volatile long began = System.nanoTime();

        long millisAtWork() {
            return (System.nanoTime() - began) / 1_000_000;
        }

        @Override
        public void run() {
            for (long mine = next.getAndIncrement(); mine < end; mine = next.getAndIncrement()) {
                seed = mine;
                began = System.nanoTime();
                one(mine);
                if ((end - mine) % REPORTED_EVERY == 1 && mine + 1 < end) {
                    System.out.printf("%d files left, %d failures%n", end - mine - 1, failureCount());
                }
            }
        }
    }

    private int failureCount() {
        synchronized (failures) {
            return failures.size();
        }
    }

    private void one(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        if (random.nextInt(30) == 0 && !corpus.presentationStates().isEmpty()) {
            state(seed, random);
            return;
        }
        Specimen specimen = corpus.choose(random);
        boolean whole = random.nextInt(3) == 0;
        long start = System.nanoTime();
        String outcome;
        try {
            outcome = whole ? wholeFile(specimen, random) : codestream(specimen, random);
        } catch (Throwable e) {
            outcome = "FAILED";
            fail(seed, specimen, whole, e);
        }
        long nanos = System.nanoTime() - start;
        counts.computeIfAbsent(
                        specimen.syntax().displayName() + (whole ? ", file: " : ", frame: ") + outcome,
                        key -> new AtomicLong())
                .incrementAndGet();
        synchronized (failures) {
            if (nanos > slowestNanos) {
                slowestNanos = nanos;
                slowest = "seed " + seed + ", " + specimen.name() + ", " + outcome;
            }
        }
    }

    /** A damaged presentation state, applied to the image that it names, whose pixels are a marker. */
    private void state(long seed, RandomGenerator random) {
        List<byte[]> states = corpus.presentationStates();
        String outcome;
        try {
            outcome = applied(Mutator.mutate(states.get(random.nextInt(states.size())), random));
        } catch (Throwable e) {
            outcome = "FAILED";
            fail(seed, "a presentation state", e);
        }
        counts.computeIfAbsent("presentation state: " + outcome, key -> new AtomicLong())
                .incrementAndGet();
    }

    private String applied(byte[] damaged) throws Exception {
        DataSet dataSet;
        PresentationState state;
        try {
            dataSet = DicomReader.read(damaged, "x", READ_LIMITS).dataSet();
            state = PresentationState.of(dataSet);
        } catch (DicomException | PresentationStateException e) {
            checkMessage(e);
            return "refused";
        }
        SourceImage image = SourceImage.of(marker(dataSet), LIMITS);
        StoredFrame frame = image.decode(1);
        try {
            renderer.renderPixels(
                    image, 1, frame, RenderRequest.fitting(image, 1, 64, 64).withPresentationState(state));
            return "applied";
        } catch (RenderRefusedException e) {
            checkMessage(e);
            return "refused for its image";
        }
    }

    /** A small image with the UIDs that a presentation state refers to. */
    private static DicomFile marker(DataSet state) {
        DataSet.Builder image = DataSet.builder();
        for (DataSet series : state.items(Tag.ReferencedSeriesSequence)) {
            series.string(Tag.SeriesInstanceUID).ifPresent(uid -> image.put(Tag.SeriesInstanceUID, uid));
            for (DataSet reference : series.items(Tag.ReferencedImageSequence)) {
                reference.string(Tag.ReferencedSOPClassUID).ifPresent(uid -> image.put(Tag.SOPClassUID, uid));
                reference.string(Tag.ReferencedSOPInstanceUID).ifPresent(uid -> image.put(Tag.SOPInstanceUID, uid));
            }
        }
        DataSet header = image.putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, 64)
                .putInts(Tag.Columns, 64)
                .putInts(Tag.BitsAllocated, 8)
                .putInts(Tag.BitsStored, 8)
                .putInts(Tag.HighBit, 7)
                .putInts(Tag.PixelRepresentation, 0)
                .build();
        return new DicomFile(
                "marker",
                DataSet.empty(),
                header,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                Optional.of(NativePixelData.of(header, new byte[64 * 64])),
                List.of());
    }

    private void fail(long seed, Specimen specimen, boolean whole, Throwable e) {
        fail(seed, specimen.name() + (whole ? ", whole file" : ", frame"), e);
    }

    private void fail(long seed, String what, Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        String at = Arrays.stream(trace)
                .limit(4)
                .map(StackTraceElement::toString)
                .reduce((a, b) -> a + " < " + b)
                .orElse("");
        synchronized (failures) {
            String failure = "seed " + seed + ", " + what + ": " + e + " at " + at;
            failures.add(failure);
            System.out.println("FAILED: " + failure);
        }
    }

    private String wholeFile(Specimen specimen, RandomGenerator random) throws Exception {
        byte[] damaged = Mutator.mutate(specimen.file(), random);
        String first = read(damaged);
        foreign(specimen, random);
        String second = read(damaged);
        compare(first, second);
        return first.startsWith("decoded") ? "decoded" : first;
    }

    /** What became of it; a decoded picture with its hash. */
    private String read(byte[] bytes) throws Exception {
        DicomFile file;
        SourceImage image;
        try {
            file = DicomReader.read(bytes, "x", READ_LIMITS);
            image = SourceImage.of(file, LIMITS);
        } catch (DicomException | UnsupportedImageException e) {
            checkMessage(e);
            return "refused by its header";
        }
        try {
            StoredFrame frame = image.decode(1);
            return "decoded " + hash(frame) + " " + draw(image, frame);
        } catch (DecodeException e) {
            checkMessage(e);
            return tooSlow(e) ? TOO_SLOW : "refused by the decoder";
        }
    }

    private int draw(SourceImage image, StoredFrame frame) {
        image.warnings();
        image.plane(1);
        image.orientationLetters(1);
        image.pixelSpacing(1);
        try {
            return Arrays.hashCode(renderer.renderPixels(image, 1, frame, RenderRequest.fitting(image, 1, 48, 48))
                    .pixels());
        } catch (RenderRefusedException e) {
            checkMessage(e);
            return 0;
        }
    }

    /** What is near the limit of time may be on either side of it, so that alone isn't compared. */
    private static void compare(String first, String second) {
        if (!first.equals(second) && !first.equals(TOO_SLOW) && !second.equals(TOO_SLOW)) {
            throw new AssertionError("not the same twice: " + first + ", then " + second);
        }
    }

    private static boolean tooSlow(DecodeException e) {
        return String.valueOf(e.getMessage()).contains("took more than the limit");
    }

    private String codestream(Specimen specimen, RandomGenerator random) throws Exception {
        byte[] damaged = Mutator.mutate(specimen.frame(), random);
        ImageDescriptor image = random.nextInt(6) == 0 ? contradicting(specimen.image(), random) : specimen.image();
        // Neighbours on both sides that must not be read.
        int offset = random.nextInt(40);
        String first = decode(specimen, damaged, image, offset, 0x00);
        foreign(specimen, random);
        String second = decode(specimen, damaged, image, offset, 0xA5);
        compare(first, second);
        return first.startsWith("decoded") ? "decoded" : first;
    }

    private static String decode(Specimen specimen, byte[] bytes, ImageDescriptor image, int offset, int neighbours)
            throws Exception {
        byte[] among = new byte[bytes.length + offset + 32];
        Arrays.fill(among, (byte) neighbours);
        System.arraycopy(bytes, 0, among, offset, bytes.length);
        try {
            StoredFrame frame = FrameDecoders.of(specimen.syntax())
                    .orElseThrow()
                    .decode(new EncodedFrame(among, offset, bytes.length), image, LIMITS.begin());
            if (frame.rows() != image.rows() || frame.columns() != image.columns()) {
                throw new AssertionError("expected " + image.columns() + " x " + image.rows() + ", decoded "
                        + frame.columns() + " x " + frame.rows());
            }
            return "decoded " + hash(frame);
        } catch (DecodeLimitException e) {
            checkMessage(e);
            return tooSlow(e) ? TOO_SLOW : "refused by the decoder";
        } catch (DecodeException e) {
            checkMessage(e);
            return "refused by the decoder";
        }
    }

    /** Another patient's frame of the same syntax, sound: it must still be decoded, whatever went before. */
    private void foreign(Specimen specimen, RandomGenerator random) throws Exception {
        List<Specimen> others = corpus.of(specimen.syntax().uid());
        Specimen other = others.get(random.nextInt(others.size()));
        if (other.size() > 100_000) {
            other = others.getFirst();
        }
        StoredFrame frame = FrameDecoders.of(other.syntax())
                .orElseThrow()
                .decode(new EncodedFrame(other.frame()), other.image(), LIMITS.begin());
        if (frame.rows() != other.image().rows()) {
            throw new AssertionError("a sound file is no longer decoded");
        }
    }

    /** A header that the codestream contradicts. */
    private static ImageDescriptor contradicting(ImageDescriptor image, RandomGenerator random) {
        int allocated = image.bitsAllocated();
        int stored = allocated == 1 ? 1 : 1 + random.nextInt(allocated);
        boolean size = random.nextBoolean();
        return new ImageDescriptor(
                size ? Math.clamp(image.rows() + random.nextInt(7) - 3, 1, 65_535) : image.rows(),
                size ? Math.clamp(image.columns() + random.nextInt(7) - 3, 1, 65_535) : image.columns(),
                image.samplesPerPixel(),
                allocated,
                image.floatingPoint() ? image.bitsStored() : stored,
                image.floatingPoint() ? image.highBit() : stored - 1 + random.nextInt(allocated - stored + 1),
                !image.floatingPoint() && random.nextBoolean(),
                image.floatingPoint(),
                image.photometric(),
                image.planarConfiguration(),
                image.numberOfFrames(),
                image.warnings());
    }

    private static void checkMessage(Exception e) {
        String message = e.getMessage();
        if (message == null || message.isBlank() || message.contains("Exception") || message.contains("null")) {
            throw new AssertionError("a message that isn't fit for a user: " + message, e);
        }
    }

    private static int hash(StoredFrame frame) {
        int samples = switch (frame.samples()) {
            case Samples.Bytes(byte[] values) -> Arrays.hashCode(values);
            case Samples.Shorts(short[] values) -> Arrays.hashCode(values);
            case Samples.Ints(int[] values) -> Arrays.hashCode(values);
            case Samples.Floats(float[] values) -> Arrays.hashCode(values);
            case Samples.Doubles(double[] values) -> Arrays.hashCode(values);
        };
        return 31 * samples + frame.bitsStored();
    }
}
