package dev.lightbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.volume.ResliceRequest;
import dev.lightbox.engine.volume.ReslicedPlane;
import dev.lightbox.engine.volume.Reslicer;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumePlan;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeLoaderTest {

    private static final int SLICES = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final Console console = new Console(quiet(), quiet(), false);

    @SuppressWarnings("NullAway.Init")
    private VolumePlan<SeriesFrame> plan;

    private static PrintStream quiet() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    @BeforeEach
    void writeSeries() throws Exception {
        for (int k = 0; k < SLICES; k++) {
            SmallSeries.write(directory, k);
        }
        SeriesFiles files = SeriesFiles.read(console, List.of(directory.toString()));
        plan = VolumeChoice.of(files, Optional.empty(), OptionalInt.empty()).plan();
    }

    private static boolean isSlice(SourceImage image, int slice) {
        return image.name().contains("slice-" + slice + ".dcm");
    }

    /** Also of the last slice, after which nothing else is decoded. */
    @ParameterizedTest
    @ValueSource(ints = {0, 7, SLICES - 1})
    void anErrorInAThreadThatDecodesReachesTheCaller(int lost) {
        for (Error error : List.of(new OutOfMemoryError(), new StackOverflowError(), new NoClassDefFoundError("x"))) {
            Throwable thrown = catchThrowable(() -> VolumeLoader.load(plan, console, (image, frame) -> {
                if (isSlice(image, lost)) {
                    throw error;
                }
                return image.decode(frame);
            }));
            assertThat(thrown).isSameAs(error);
        }
    }

    @Test
    void afterAnErrorNoMoreIsBegun() {
        AtomicInteger asked = new AtomicInteger();
        Throwable thrown = catchThrowable(() -> VolumeLoader.load(plan, console, (image, frame) -> {
            asked.incrementAndGet();
            throw new OutOfMemoryError();
        }));
        assertThat(thrown).isInstanceOf(OutOfMemoryError.class);
        // Those that were ahead of the first to fail.
        int ahead = 2 * Runtime.getRuntime().availableProcessors();
        assertThat(asked.get()).isLessThanOrEqualTo(ahead);
    }

    @Test
    void aSliceThatCannotBeDecodedFailsAlone() throws Exception {
        Volume volume = VolumeLoader.load(plan, console, (image, frame) -> {
            if (isSlice(image, 7)) {
                throw new DecodeException("seventh");
            }
            if (isSlice(image, 9)) {
                throw new IllegalStateException("ninth");
            }
            return image.decode(frame);
        });
        assertThat(volume.filling().isComplete()).isTrue();
        assertThat(volume.filling().loaded()).isEqualTo(SLICES - 2);
        assertThat(volume.failure(7)).isEqualTo("seventh");
        assertThat(volume.failure(9)).contains("slice-9.dcm", "internal error", "ninth");
        assertThat(LoadedVolume.of(plan, volume).failed()).isEqualTo(2);
    }

    @Test
    void aVolumeThatLacksASliceIsNeitherLoadedNorWritten() throws Exception {
        Volume volume = plan.begin();
        for (int k = 0; k < SLICES; k++) {
            if (k != 7) {
                volume.put(k, new short[SmallSeries.COLUMNS * SmallSeries.ROWS]);
            }
        }
        assertThatIOException()
                .isThrownBy(() -> LoadedVolume.of(plan, volume))
                .withMessageContaining("Only 39 of 40 slices");

        // The sixth slice's or the eighth's values would stand in for the seventh's.
        PlaneGrid grid = new PlaneGrid(
                new PatientPoint(17, 25, 30 + 3 * 7), new Vector3(1, 0, 0), new Vector3(0, 1, 0), 2, 8, 6);
        ResliceRequest request = ResliceRequest.of(grid);
        SeriesFrame any = plan.sources().getFirst();
        ReslicedPlane plane = Reslicer.reslice(volume, request, 1);
        assertThat(plane.cover()).containsOnly(ReslicedPlane.INSIDE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModalityPlane.of(plane, any.image(), any.frameNumber()))
                .withMessageContaining("39 of 40 slices");

        volume.fail(7, "lost");
        ReslicedPlane complete = Reslicer.reslice(volume, request, 1);
        assertThat(ModalityPlane.of(complete, any.image(), any.frameNumber()).bytes())
                .containsOnly(0, 0x80);
        assertThat(CoverCounts.of(complete.cover())).isEqualTo(new CoverCounts(0, 0, 48, 0));
    }
}
