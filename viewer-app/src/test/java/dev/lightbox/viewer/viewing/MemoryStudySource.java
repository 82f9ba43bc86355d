package dev.lightbox.viewer.viewing;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.security.StudyOrigin;
import dev.lightbox.viewer.pacs.InstanceHeader;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.SourceHealth;
import dev.lightbox.viewer.pacs.StudyList;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An archive in memory whose failures a test decides on. Thread-safe. */
public final class MemoryStudySource implements StudySource {

    private final Map<String, StudySummary> studies = new ConcurrentHashMap<>();
    private final Map<String, List<SeriesSummary>> series = new ConcurrentHashMap<>();
    private final Map<String, Map<InstanceReference, byte[]>> instances = new ConcurrentHashMap<>();
    private final List<InstanceHeader> extraHeaders = new CopyOnWriteArrayList<>();
    private final List<String> retrieved = new CopyOnWriteArrayList<>();
    private final Map<String, StudySourceException.Kind> failing = new ConcurrentHashMap<>();
    private final Map<String, StudyOrigin> origins = new ConcurrentHashMap<>();
    private final List<String> originsAsked = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    /** A study of one patient, without series. */
    public void addStudy(String studyInstanceUid, String referringPhysicianName) {
        studies.put(
                studyInstanceUid,
                new StudySummary(
                        studyInstanceUid,
                        "Test^Patient",
                        "ID-1",
                        null,
                        "O",
                        null,
                        null,
                        Set.of("CT"),
                        "A study",
                        "A-1",
                        referringPhysicianName,
                        -1,
                        -1));
        series.put(studyInstanceUid, new CopyOnWriteArrayList<>());
    }

    /** A study as its summary says, without series. */
    public void addStudy(StudySummary study) {
        studies.put(study.studyInstanceUid(), study);
        series.put(study.studyInstanceUid(), new CopyOnWriteArrayList<>());
    }

    public void addSeries(String studyInstanceUid, String seriesInstanceUid, String modality) {
        addSeries(studyInstanceUid, seriesInstanceUid, modality, "");
    }

    public void addSeries(String studyInstanceUid, String seriesInstanceUid, String modality, String bodyPart) {
        List<SeriesSummary> all = series.get(studyInstanceUid);
        if (all == null) {
            throw new IllegalArgumentException("no study " + studyInstanceUid);
        }
        all.add(new SeriesSummary(
                studyInstanceUid,
                seriesInstanceUid,
                modality,
                OptionalInt.of(all.size() + 1),
                "A series",
                bodyPart,
                -1));
    }

    /** @param file its bytes; what they say needn't agree with the reference */
    public void addInstance(InstanceReference reference, byte[] file) {
        synchronized (instances) {
            instances
                    .computeIfAbsent(reference.seriesInstanceUid(), uid -> new LinkedHashMap<>())
                    .put(reference, file);
        }
    }

    /** An instance by its data set's UIDs. */
    public void addInstance(byte[] file) {
        DataSet dataSet = header(file);
        addInstance(
                new InstanceReference(
                        dataSet.string(Tag.StudyInstanceUID).orElseThrow(),
                        dataSet.string(Tag.SeriesInstanceUID).orElseThrow(),
                        dataSet.string(Tag.SOPInstanceUID).orElseThrow()),
                file);
    }

    /** A header that is listed with its series besides those of the instances. */
    public void addHeader(InstanceHeader header) {
        extraHeaders.add(header);
    }

    /** Whether every call fails from now on. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** This instance can't be fetched from now on, for this reason. */
    public void fail(String sopInstanceUid, StudySourceException.Kind kind) {
        failing.put(sopInstanceUid, kind);
    }

    /** Every instance can be fetched again. */
    public void recover() {
        failing.clear();
    }

    /** SOP Instance UIDs in the order in which they were fetched. */
    public List<String> retrieved() {
        return retrieved;
    }

    @Override
    public StudyList findStudies(StudyQuery query, int limit) {
        check();
        return new StudyList(List.copyOf(studies.values()), false);
    }

    @Override
    public Optional<StudySummary> study(String studyInstanceUid) {
        check();
        return Optional.ofNullable(studies.get(studyInstanceUid));
    }

    @Override
    public List<SeriesSummary> series(String studyInstanceUid) {
        check();
        return List.copyOf(series.getOrDefault(studyInstanceUid, List.of()));
    }

    @Override
    public StudyOrigin origin(String studyInstanceUid) {
        check();
        originsAsked.add(studyInstanceUid);
        return origins.getOrDefault(studyInstanceUid, StudyOrigin.NONE);
    }

    /** Study Instance UIDs in the order in which it was asked where they come from. */
    public List<String> originsAsked() {
        return originsAsked;
    }

    /** What the study's files say of where it comes from. */
    public void origin(String studyInstanceUid, StudyOrigin origin) {
        origins.put(studyInstanceUid, origin);
    }

    @Override
    public List<InstanceHeader> instances(String studyInstanceUid, String seriesInstanceUid) {
        check();
        List<InstanceHeader> headers = new ArrayList<>();
        synchronized (instances) {
            instances
                    .getOrDefault(seriesInstanceUid, Map.of())
                    .forEach((reference, file) -> headers.add(listed(reference, file)));
        }
        extraHeaders.stream()
                .filter(extra -> extra.reference().seriesInstanceUid().equals(seriesInstanceUid))
                .forEach(headers::add);
        return headers;
    }

    private static InstanceHeader listed(InstanceReference reference, byte[] file) {
        try {
            return InstanceHeader.of(
                    reference,
                    DicomReader.readHeader(new java.io.ByteArrayInputStream(file), "test")
                            .dataSet(),
                    Optional.empty());
        } catch (DicomException e) {
            return InstanceHeader.broken(reference, "its header can't be read");
        }
    }

    @Override
    public byte[] retrieve(InstanceReference instance) {
        check();
        retrieved.add(instance.sopInstanceUid());
        StudySourceException.Kind kind = failing.get(instance.sopInstanceUid());
        if (kind != null) {
            throw new StudySourceException(kind, "The archive fails on purpose.", null);
        }
        byte[] file;
        synchronized (instances) {
            file = instances
                    .getOrDefault(instance.seriesInstanceUid(), Map.of())
                    .get(instance);
        }
        if (file == null) {
            throw new StudySourceException(StudySourceException.Kind.NOT_FOUND, "The archive doesn't have it.", null);
        }
        return file;
    }

    @Override
    public SourceHealth health() {
        return new SourceHealth(!down, "in memory", List.of());
    }

    private void check() {
        if (down) {
            throw new StudySourceException(
                    StudySourceException.Kind.UNREACHABLE, "The archive can't be reached.", null);
        }
    }

    private static DataSet header(byte[] file) {
        try {
            return DicomReader.readHeader(new java.io.ByteArrayInputStream(file), "test")
                    .dataSet();
        } catch (DicomException e) {
            throw new IllegalArgumentException("a test's file must have a header", e);
        }
    }
}
