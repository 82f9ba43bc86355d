package dev.lightbox.viewer.viewing.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.message.Message;
import dev.lightbox.viewer.pacs.InstanceHeader;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SeriesReaderTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";

    private final MemoryStudySource source = new MemoryStudySource();
    private final SeriesReader reader = new SeriesReader(source, ManualSchedulers.properties(1_000_000));

    private void addHeader(DataSet.Builder header, Optional<String> transferSyntaxUid) {
        DataSet dataSet = header.remove(Tag.PixelData).build();
        source.addHeader(InstanceHeader.of(
                new InstanceReference(
                        STUDY, SERIES, dataSet.string(Tag.SOPInstanceUID).orElseThrow()),
                dataSet,
                transferSyntaxUid));
    }

    private LoadedSeries read() {
        return reader.read(STUDY, new SeriesSummary(STUDY, SERIES, "CT", OptionalInt.of(1), "", "", -1));
    }

    private static DataSet.Builder slice(int number) {
        return TestImages.slice(STUDY, SERIES, number);
    }

    @Test
    void givesEachPictureItsPlaceAndFacts() {
        addHeader(slice(2), Optional.empty());
        addHeader(slice(1), Optional.empty());
        LoadedSeries series = read();
        assertThat(series.warnings()).isEmpty();
        assertThat(series.slices()).hasSize(2);
        SeriesSlice first = series.slice(1);
        assertThat(first.key().instance().sopInstanceUid()).isEqualTo("2.25.2.1");
        assertThat(first.rows()).isEqualTo(12);
        assertThat(first.columns()).isEqualTo(16);
        assertThat(first.plane().orElseThrow().location()).isEqualTo(1);
        assertThat(first.thicknessMm()).hasValue(1);
        assertThat(first.plane().orElseThrow().origin().x()).isEqualTo(-10);
        assertThat(first.window().orElseThrow().center()).isEqualTo(300);
        assertThat(first.verdict()).isEmpty();
    }

    @Test
    void hasAFrameOfReferenceOnlyWhereAllPicturesHaveTheSame() {
        addHeader(slice(1).put(Tag.FrameOfReferenceUID, "2.25.7"), Optional.empty());
        addHeader(slice(2).put(Tag.FrameOfReferenceUID, "2.25.7"), Optional.empty());
        assertThat(read().frameOfReferenceUid()).hasValue("2.25.7");

        addHeader(slice(3).put(Tag.FrameOfReferenceUID, "2.25.8"), Optional.empty());
        assertThat(read().frameOfReferenceUid()).isEmpty();
    }

    @Test
    void hasNoFrameOfReferenceWhereNoPictureSaysOne() {
        addHeader(slice(1).remove(Tag.FrameOfReferenceUID), Optional.empty());
        assertThat(read().frameOfReferenceUid()).isEmpty();
    }

    @Test
    void tellsWhichSideAndWhichViewAMammogramIs() {
        addHeader(slice(1).put(Tag.ImageLaterality, "R").put(Tag.ViewPosition, "MLO"), Optional.empty());
        addHeader(slice(2).put(Tag.Laterality, "L"), Optional.empty());
        LoadedSeries series = read();
        assertThat(series.slice(1).laterality()).isEqualTo("R");
        assertThat(series.slice(1).view()).isEqualTo("MLO");
        assertThat(series.slice(2).laterality()).isEqualTo("L");
        assertThat(series.slice(2).view()).isEmpty();
    }

    @Test
    void numbersTheFramesOfAnInstance() {
        addHeader(slice(1).put(Tag.NumberOfFrames, "3").remove(Tag.ImagePositionPatient), Optional.empty());
        List<SeriesSlice> slices = read().slices();
        assertThat(slices).extracting(slice -> slice.key().frameNumber()).containsExactly(1, 2, 3);
        assertThat(slices).extracting(SeriesSlice::number).containsExactly(1, 2, 3);
    }

    @Test
    void saysWhichTransferSyntaxCannotBeDecoded() {
        addHeader(slice(1), Optional.of("1.2.840.10008.1.2.4.102"));
        assertThat(read().slice(1).verdict().orElseThrow()).contains("MPEG-4 AVC/H.264 High Profile / Level 4.1");
    }

    @Test
    void putsABrokenInstanceAtTheEndWithItsError() {
        addHeader(slice(1), Optional.empty());
        source.addHeader(
                InstanceHeader.broken(new InstanceReference(STUDY, SERIES, "2.25.2.9"), "Its header is cut off."));
        LoadedSeries series = read();
        assertThat(series.slices()).hasSize(2);
        assertThat(series.slice(2).verdict()).hasValue("Its header is cut off.");
        assertThat(Message.texts(series.warnings()))
                .containsExactly("1 object of this series can't be read and stands at the end.");
    }

    @Test
    void refusesAnImpossiblePictureAndShowsTheOthers() {
        addHeader(slice(1), Optional.empty());
        addHeader(slice(2).remove(Tag.BitsAllocated).putInts(Tag.BitsAllocated, 13), Optional.empty());
        LoadedSeries series = read();
        assertThat(series.slice(1).verdict()).isEmpty();
        assertThat(series.slice(2).verdict()).isPresent();
    }

    @Test
    void saysThatSizesDiffer() {
        addHeader(slice(1), Optional.empty());
        addHeader(TestImages.slice(STUDY, SERIES, 2, 20, 30), Optional.empty());
        assertThat(Message.texts(read().warnings())).contains("The pictures of this series have 2 different sizes.");
    }

    @Test
    void showsADuplicateOnceAndSaysSo() {
        addHeader(slice(1), Optional.empty());
        addHeader(slice(1), Optional.empty());
        LoadedSeries series = read();
        assertThat(series.slices()).hasSize(1);
        assertThat(Message.texts(series.warnings()))
                .containsExactly("1 object of this series is there twice and shown once.");
    }

    @Test
    void leavesOutWhatIsNoPictureOrNotOfThisSeriesAndSaysSo() {
        addHeader(slice(1), Optional.empty());
        addHeader(DataSet.builder().put(Tag.SOPInstanceUID, "2.25.2.8").put(Tag.Modality, "SR"), Optional.empty());
        source.addHeader(InstanceHeader.of(
                new InstanceReference("2.25.666", SERIES, "2.25.2.7"), slice(7).build(), Optional.empty()));
        LoadedSeries series = read();
        assertThat(series.slices()).hasSize(1);
        assertThat(Message.texts(series.warnings()))
                .containsExactly(
                        "1 object of this series holds no picture and isn't shown.",
                        "1 object of this series belongs to another series and isn't shown.");
    }

    @Test
    void cutsASeriesThatIsTooLargeAndSaysSo() {
        addHeader(slice(1).put(Tag.NumberOfFrames, "5000").remove(Tag.ImagePositionPatient), Optional.empty());
        LoadedSeries series = read();
        assertThat(series.slices()).hasSize(100);
        assertThat(Message.texts(series.warnings()))
                .containsExactly("This series is too large: only its first 100 pictures are shown.");
    }
}
