package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.EncapsulatedPixelData;
import dev.lightbox.engine.dicom.NativePixelData;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Makes the DICOM file of an instance. Stateless and thread-safe. */
final class PhantomFile {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    private PhantomFile() {}

    static byte[] bytes(PhantomStudy study, PhantomSeries series, PhantomInstance instance, LocalDate today) {
        PhantomInstance.Content content = instance.content().get();
        DataSet dataSet = DataSet.builder()
                .putAll(common(study, series, instance, today))
                .putAll(series.attributes())
                .putAll(content.attributes())
                .build();
        List<byte[]> frames = content.frames();
        if (frames.isEmpty()) {
            return DicomWriter.toBytes(dataSet, instance.transferSyntaxUid());
        }
        boolean encapsulated = TransferSyntax.of(instance.transferSyntaxUid()).isEncapsulated();
        return DicomWriter.toBytes(
                dataSet,
                instance.transferSyntaxUid(),
                encapsulated ? EncapsulatedPixelData.ofFrames(frames) : NativePixelData.of(dataSet, joined(frames)));
    }

    /** Patient, General Study, Patient Study, General Series, General Equipment and SOP Common modules (PS3.3 C.7.1 to C.7.5, C.12.1). */
    private static DataSet common(PhantomStudy study, PhantomSeries series, PhantomInstance instance, LocalDate today) {
        LocalDate day = study.date(today);
        String date = DATE.format(day);
        LocalTime seriesTime = study.time().plusMinutes(3L * series.number());
        DataSet.Builder builder = DataSet.builder()
                .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.SOPClassUID, instance.sopClassUid())
                .put(Tag.SOPInstanceUID, instance.sopInstanceUid())
                .put(Tag.StudyDate, date)
                .put(Tag.SeriesDate, date)
                .put(Tag.ContentDate, date)
                .put(Tag.StudyTime, TIME.format(study.time()))
                .put(Tag.SeriesTime, TIME.format(seriesTime))
                .put(Tag.ContentTime, TIME.format(seriesTime.plusSeconds(instance.instanceNumber())))
                .put(Tag.AccessionNumber, study.accessionNumber())
                .put(Tag.Modality, series.modality())
                .put(Tag.Manufacturer, "Lightbox")
                .put(Tag.ManufacturerModelName, "Phantom")
                .put(Tag.DeviceSerialNumber, "0")
                .put(Tag.SoftwareVersions, Integer.toString(PhantomStudies.VERSION))
                .put(Tag.InstitutionName, "Lightbox demonstration")
                .put(Tag.StudyDescription, study.description())
                .put(Tag.SeriesDescription, series.description())
                .put(Tag.PatientName, study.patient().name())
                .put(Tag.PatientID, study.patient().id())
                .put(Tag.PatientBirthDate, DATE.format(study.patient().birthDate()))
                .put(Tag.PatientSex, study.patient().sex())
                .put(Tag.PatientAge, age(study.patient().birthDate(), day))
                .put(Tag.StudyInstanceUID, study.studyInstanceUid())
                .put(Tag.SeriesInstanceUID, series.seriesInstanceUid())
                .put(Tag.StudyID, "1")
                .putInts(Tag.SeriesNumber, series.number())
                .putInts(Tag.InstanceNumber, instance.instanceNumber());
        // Type 2: present, and empty where the study has none.
        if (study.referringPhysician().isEmpty()) {
            builder.put(Tag.ReferringPhysicianName);
        } else {
            builder.put(Tag.ReferringPhysicianName, study.referringPhysician());
        }
        if (series.modality().equals("PT")) {
            // Type 2 there (PS3.3 C.8.9.4); uptake values follow from it.
            builder.put(Tag.AcquisitionDate, date).put(Tag.AcquisitionTime, TIME.format(seriesTime));
        }
        if (!series.bodyPart().isEmpty()) {
            builder.put(Tag.BodyPartExamined, series.bodyPart());
        }
        return builder.build();
    }

    /** PS3.5 6.2, AS: three digits and a unit. */
    private static String age(LocalDate birth, LocalDate day) {
        return "%03dY".formatted(Period.between(birth, day).getYears());
    }

    private static byte[] joined(List<byte[]> frames) {
        if (frames.size() == 1) {
            return frames.getFirst();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(frames.size() * frames.getFirst().length);
        frames.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
