package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import java.time.LocalDate;

/** Instances of the demonstration studies, made as on a certain day. */
final class Made {
    static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    private Made() {}

    /** @param index of the instance in its series, from 0 */
    static byte[] bytes(PhantomStudy study, int seriesNumber, int index) {
        PhantomSeries series = study.series(seriesNumber);
        return PhantomFile.bytes(study, series, series.instances().get(index), TODAY);
    }

    static DicomFile file(PhantomStudy study, int seriesNumber, int index) throws DicomException {
        return DicomReader.read(bytes(study, seriesNumber, index), "instance");
    }
}
