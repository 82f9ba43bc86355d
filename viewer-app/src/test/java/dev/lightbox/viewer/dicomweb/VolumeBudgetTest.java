package dev.lightbox.viewer.dicomweb;

import static dev.lightbox.viewer.dicomweb.PictureClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import dev.lightbox.viewer.viewing.series.TestSeries;
import dev.lightbox.viewer.viewing.volumes.VolumeHold;
import dev.lightbox.viewer.viewing.volumes.VolumeStore;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Pictures of volumes that there is no room for, from outside. A volume of five slices takes 4,096 bytes, as it is kept in bricks: there is
 * room for two of them. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"lightbox.viewing.volume-bytes=10000", "lightbox.viewing.volume-max-bytes=5000"})
class VolumeBudgetTest extends PictureEndpointTest {

    private static final String STUDY = "2.25.700";
    private static final String ONE = "2.25.701";
    private static final String OTHER = "2.25.702";
    private static final String THIRD = "2.25.703";
    private static final String LARGE = "2.25.704";
    private static final String HALVED = "2.25.705";

    @TestConfiguration
    static class Archive {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(STUDY, "");
            for (String series : List.of(ONE, OTHER, THIRD)) {
                add(source, series, TestImages.ROWS, TestImages.COLUMNS);
            }
            add(source, LARGE, 64, 64);
            add(source, HALVED, 24, 24);
            return source;
        }

        private static void add(MemoryStudySource source, String series, int rows, int columns) {
            source.addSeries(STUDY, series, "CT");
            for (int number = 1; number <= 5; number++) {
                source.addInstance(TestImages.file(TestImages.slice(STUDY, series, number, rows, columns)));
            }
        }
    }

    @Autowired
    VolumeStore volumes;

    private final List<VolumeHold> holds = new ArrayList<>();

    @AfterEach
    void releaseVolumes() {
        holds.forEach(VolumeHold::release);
    }

    private HttpResponse<byte[]> get(String seriesPath) throws Exception {
        return client.get(STUDY + "/series/" + seriesPath, "*/*");
    }

    private VolumeHold open(String series) {
        LoadedSeries loaded = TestSeries.read(source, STUDY, series);
        SeriesVolume volume = loaded.volumes().largest();
        VolumeHold hold = volumes.open(loaded, volume, volume.middle(), "somebody else");
        holds.add(hold);
        return hold;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/renderedmpr", "/rendered3d"})
    void aVolumeThatNeverFitsIsTooLarge(String resource) throws Exception {
        HttpResponse<byte[]> response = get(LARGE + resource);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(text(response))
                .startsWith("Not shown: it is too large for this server, even at half its resolution.");
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void oneThatFitsAtHalfItsResolutionIsShownSo() throws Exception {
        HttpResponse<byte[]> response = get(HALVED + "/renderedmpr");
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(response.headers().allValues("Warning"))
                .anyMatch(warning -> warning.contains("half the resolution"));
    }

    @Test
    void aVolumeForWhichThereIsNoRoomNowMayBeAskedForLater() throws Exception {
        open(ONE);
        VolumeHold other = open(OTHER);
        HttpResponse<byte[]> busy = get(THIRD + "/renderedmpr");
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(text(busy)).startsWith("Not shown: the server's memory for volumes is full of others");
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(get(OTHER + "/renderedmpr").statusCode())
                .as("one that is there already needs no room")
                .isEqualTo(200);
        other.release();
        assertThat(get(THIRD + "/renderedmpr").statusCode()).isEqualTo(200);
        // The answers themselves hold nothing any longer.
        assertThat(get(OTHER + "/renderedmpr").statusCode()).isEqualTo(200);
    }
}
