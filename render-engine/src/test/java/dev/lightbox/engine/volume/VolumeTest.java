package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VolumeTest {

    private static Volume volume(int slices) {
        List<PatientPoint> origins = new ArrayList<>();
        for (int k = 0; k < slices; k++) {
            origins.add(new PatientPoint(0, 0, k));
        }
        VolumeGeometry geometry = new VolumeGeometry(
                1,
                1,
                new ImagePlane(
                        origins.getFirst(),
                        Slices.ROW,
                        Slices.COLUMN,
                        new PixelSpacing(1, 1, PixelSpacing.Kind.PATIENT)),
                origins,
                new boolean[slices - 1]);
        return new Volume(geometry, 0, List.of(SliceScale.IDENTITY));
    }

    private static List<Integer> shown(Volume volume) {
        Volume.Filling filling = volume.filling();
        return IntStream.range(0, volume.geometry().slices())
                .mapToObj(filling::shown)
                .toList();
    }

    @Test
    void theNearestThatIsThereStandsInForWhatIsAwaited() {
        Volume volume = volume(7);
        assertThat(shown(volume)).containsOnly(-1);

        volume.put(2, new short[] {20});
        assertThat(shown(volume)).containsOnly(2);

        volume.put(6, new short[] {60});
        assertThat(shown(volume)).containsExactly(2, 2, 2, 2, 2, 6, 6);
        assertThat(volume.filling().loaded()).isEqualTo(2);
        assertThat(volume.filling().isComplete()).isFalse();
    }

    @Test
    void nothingStandsInForASliceThatFailed() {
        Volume volume = volume(3);
        volume.put(0, new short[] {1});
        volume.fail(1, "broken");
        volume.put(2, new short[] {3});

        assertThat(shown(volume)).containsExactly(0, -1, 2);
        assertThat(volume.filling().failed(1)).isTrue();
        assertThat(volume.filling().isComplete()).isTrue();
        assertThat(volume.failure(1)).isEqualTo("broken");
        assertThat(volume.failure(0)).isNull();
    }

    @Test
    void whatAReaderHasTakenStays() {
        Volume volume = volume(3);
        volume.put(0, new short[] {1});
        Volume.Filling before = volume.filling();

        volume.put(2, new short[] {3});

        assertThat(before.shown(2)).isZero();
        assertThat(volume.filling().shown(2)).isEqualTo(2);
        assertThat(volume.filling()).isSameAs(volume.filling());
    }

    @Test
    void aHundredThousandSlicesCostNoMoreForEachThanAHundred() {
        Volume volume = volume(100_000);

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int k = 0; k < 100_000; k++) {
                volume.put(k, new short[] {(short) k});
            }
        });

        assertThat(volume.filling().isComplete()).isTrue();
    }

    @Test
    void slicesComeFromManyThreads() throws InterruptedException {
        Volume volume = volume(2000);
        List<Thread> threads = new ArrayList<>();
        Queue<Integer> wrong = new ConcurrentLinkedQueue<>();
        for (int t = 0; t < 4; t++) {
            int start = t;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int k = start; k < 2000; k += 4) {
                    volume.put(k, new short[] {(short) k});
                    Volume.Filling filling = volume.filling();
                    if (filling.shown(k) != k || volume.voxels().get(0, 0, k) != k) {
                        wrong.add(k);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(wrong).isEmpty();
        assertThat(shown(volume)).isEqualTo(IntStream.range(0, 2000).boxed().toList());
        assertThat(volume.filling().loaded()).isEqualTo(2000);
    }
}
