package dev.lightbox.engine.cli;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.ReadLimits;
import dev.lightbox.engine.render.PixelPadding;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Fills a volume from files, decoding on all cores; a slice that can't be decoded fails alone. What no slice is to blame for, such as too little memory, ends the whole:
 * an {@link Error} of a thread that decodes is thrown in the caller's, as else another slice's values would stand where the lost one's should. For one volume.
 */
final class VolumeLoader {

    /** Decodes a frame of an image, on any thread. */
    @FunctionalInterface
    interface Decoder {

        StoredFrame decode(SourceImage image, int frameNumber) throws DecodeException;
    }

    /** Files read ahead for each thread that decodes. */
    private static final int AHEAD = 2;

    private final VolumePlan<SeriesFrame> plan;
    private final Volume volume;
    private final Console console;
    private final Decoder decoder;
    private final AtomicReference<@Nullable Error> error = new AtomicReference<>();
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final Semaphore ahead = new Semaphore(AHEAD * threads);
    private final ExecutorService executor = Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("slices-", 0).daemon().factory());
    private final boolean[] submitted;
    private int begun;

    private VolumeLoader(VolumePlan<SeriesFrame> plan, Console console, Decoder decoder) {
        this.plan = plan;
        this.volume = plan.begin();
        this.console = console;
        this.decoder = decoder;
        this.submitted = new boolean[plan.sources().size()];
    }

    /** The complete volume: every slice is there, or {@link Volume#failure} says why not. Throws the first {@link Error} of any thread. */
    static Volume load(VolumePlan<SeriesFrame> plan, Console console) throws InterruptedException {
        return load(plan, console, SourceImage::decode);
    }

    static Volume load(VolumePlan<SeriesFrame> plan, Console console, Decoder decoder) throws InterruptedException {
        VolumeLoader loader = new VolumeLoader(plan, console, decoder);
        try {
            loader.loadAll();
            loader.executor.shutdown();
            if (!loader.executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("not decoded in 292 years");
            }
            loader.throwError();
        } finally {
            loader.executor.shutdownNow();
        }
        console.progress("Slices decoded", plan.sources().size(), plan.sources().size());
        return loader.volume;
    }

    private void loadAll() throws InterruptedException {
        // By file, as a multi-frame file holds many slices; archives in one pass each.
        Map<Path, Map<String, List<Integer>>> archives = new LinkedHashMap<>();
        Map<InputFile, List<Integer>> files = new LinkedHashMap<>();
        for (int k = 0; k < plan.sources().size(); k++) {
            InputFile file = plan.sources().get(k).file();
            (file.member().isEmpty()
                            ? files.computeIfAbsent(file, any -> new ArrayList<>())
                            : archives.computeIfAbsent(file.file(), any -> new LinkedHashMap<>())
                                    .computeIfAbsent(file.member().get(), any -> new ArrayList<>()))
                    .add(k);
        }
        for (var archive : archives.entrySet()) {
            loadArchive(archive.getKey(), archive.getValue());
        }
        for (var file : files.entrySet()) {
            try {
                decode(file.getKey().bytes(ReadLimits.DEFAULT), file.getValue());
            } catch (IOException e) {
                fail(file.getValue(), Failures.text(e));
            }
        }
    }

    private void loadArchive(Path archive, Map<String, List<Integer>> members) throws InterruptedException {
        try {
            Set<String> missing = Archives.each(
                    archive,
                    members.keySet(),
                    ReadLimits.DEFAULT.maxBytes(),
                    (member, bytes) -> decode(bytes, members.getOrDefault(member, List.of())));
            for (String member : missing) {
                fail(members.getOrDefault(member, List.of()), member + " is no longer in the archive");
            }
        } catch (IOException e) {
            // Those that came before are decoded; the rest can't be had.
            for (List<Integer> slices : members.values()) {
                for (int k : slices) {
                    if (!submitted[k]) {
                        volume.fail(k, Failures.text(e));
                    }
                }
            }
        }
    }

    /** Reads a file's header again, with its pixels, and has its slices decoded; waits while enough are under way. */
    private void decode(byte[] bytes, List<Integer> slices) throws InterruptedException {
        InputFile file = plan.sources().get(slices.getFirst()).file();
        try {
            SourceImage image = SourceImage.of(DicomReader.read(bytes, file.name()), OpenImage.LIMITS);
            for (int k : slices) {
                ahead.acquire();
                throwError();
                submitted[k] = true;
                executor.execute(() -> {
                    try {
                        decode(image, k);
                    } finally {
                        ahead.release();
                    }
                });
                console.progress(
                        "Slices decoded",
                        Math.max(0, ++begun - AHEAD * threads),
                        plan.sources().size());
            }
        } catch (DicomException | UnsupportedImageException e) {
            fail(slices, String.valueOf(e.getMessage()));
        }
    }

    private void decode(SourceImage image, int slice) {
        try {
            int frame = plan.sources().get(slice).frameNumber();
            StoredFrame decoded = decoder.decode(image, frame);
            PixelPadding padding = PixelPadding.of(image.dataSet(), decoded.signed());
            volume.put(slice, plan.values(decoded, (int) padding.from(), (int) padding.to()));
        } catch (DecodeException e) {
            volume.fail(slice, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A mistake of ours; the other slices can't help it.
            volume.fail(slice, image.name() + ": internal error, please report it: " + e);
        } catch (Error e) {
            // First of all remembered, without allocating: the memory may be what is lacking.
            error.compareAndSet(null, e);
            volume.fail(slice, "internal error");
        }
    }

    private void throwError() {
        Error first = error.get();
        if (first != null) {
            throw first;
        }
    }

    private void fail(List<Integer> slices, String reason) {
        for (int k : slices) {
            volume.fail(k, reason);
        }
    }
}
