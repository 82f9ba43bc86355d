package dev.lightbox.viewer.pacs.dicomweb;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomJson;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.security.StudyOrigin;
import dev.lightbox.viewer.pacs.InstanceHeader;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.SourceHealth;
import dev.lightbox.viewer.pacs.StudyList;
import dev.lightbox.viewer.pacs.StudyMatcher;
import dev.lightbox.viewer.pacs.StudyOrigins;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySourceException.Kind;
import dev.lightbox.viewer.pacs.StudySummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A PACS that speaks QIDO-RS and WADO-RS. Thread-safe. Holds no state but its connections. */
public final class DicomWebStudySource implements StudySource, AutoCloseable {

    /** What is put into a URL's path. More than PS3.5 9.1 allows (real files have leading zeros), but no way out of the path. */
    private static final Pattern UID = Pattern.compile("[0-9][0-9.]{0,63}");

    private static final String JSON = "application/dicom+json";
    /** Whole instances with the bytes that the archive keeps: Orthanc 1.10 transcodes nothing then (PS3.18 8.7.3.5.2). */
    private static final String ORIGINAL_INSTANCE = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    private static final String NO_SEARCH =
            "The image archive offers no search where it was configured to be. Please tell your administrator.";
    private static final String NO_STUDY = "The image archive doesn't have this study (any longer).";
    private static final String NO_SERIES = "The image archive doesn't have this series (any longer).";
    private static final String NO_INSTANCE = "The image archive doesn't have this image (any longer).";

    /** PS3.18 table 10.6.1-5 gives most of these anyway; not every archive does. */
    private static final String STUDY_FIELDS = includeFields(
            Tag.StudyDate,
            Tag.StudyTime,
            Tag.AccessionNumber,
            Tag.ModalitiesInStudy,
            Tag.ReferringPhysicianName,
            Tag.StudyDescription,
            Tag.PatientName,
            Tag.PatientID,
            Tag.PatientBirthDate,
            Tag.PatientSex,
            Tag.NumberOfStudyRelatedSeries,
            Tag.NumberOfStudyRelatedInstances);

    private static final String SERIES_FIELDS = includeFields(
            Tag.Modality,
            Tag.SeriesNumber,
            Tag.SeriesDescription,
            Tag.BodyPartExamined,
            Tag.NumberOfSeriesRelatedInstances);

    private static final String ORIGIN_FIELDS = includeFields(
            Tag.InstitutionName, Tag.InstitutionalDepartmentName, Tag.ReferringPhysicianIdentificationSequence);

    /** Of a study whose archive doesn't tell the institution with each series; two questions each. */
    private static final int MOST_SERIES_LOOKED_INTO = 20;

    private final DicomWebProperties properties;
    private final ArchiveHttp http;

    /** @throws IllegalArgumentException where the configuration can't be used; whether the archive answers doesn't matter */
    public DicomWebStudySource(DicomWebProperties properties) {
        this.properties = properties;
        http = new ArchiveHttp(properties);
    }

    private static String includeFields(int... tags) {
        return IntStream.of(tags)
                .mapToObj(tag -> String.format("includefield=%08X", tag))
                .collect(Collectors.joining("&"));
    }

    @Override
    public StudyList findStudies(StudyQuery query, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
        Predicate<StudySummary> matcher = StudyMatcher.of(query);
        Map<String, StudySummary> found = new LinkedHashMap<>();
        // The widest queries come last, and what they don't reach within the bound is what makes the list truncated.
        for (String search : StudySearch.queries(query, properties.wildcards())) {
            boolean complete = search(search, matcher, limit, found);
            if (found.size() > limit || !complete) {
                return new StudyList(found.values().stream().limit(limit).toList(), true);
            }
        }
        return new StudyList(List.copyOf(found.values()), false);
    }

    /** Adds matches, page by page, until there are more than {@code limit}; answers whether the archive's results have all been seen. */
    private boolean search(String search, Predicate<StudySummary> matcher, int limit, Map<String, StudySummary> found) {
        Map<String, Boolean> seen = new HashMap<>();
        int offset = 0;
        while (offset < properties.maxScannedStudies()) {
            Page page = studiesPage(
                    search + (search.isEmpty() ? "" : "&") + "limit=" + properties.pageSize() + "&offset=" + offset);
            boolean anythingNew = false;
            for (StudySummary study : page.studies) {
                anythingNew |= seen.putIfAbsent(study.studyInstanceUid(), true) == null;
                if (matcher.test(study)) {
                    found.putIfAbsent(study.studyInstanceUid(), study);
                }
            }
            if (found.size() > limit) {
                return false;
            }
            offset += page.studies.size();
            // An archive that ignores "offset" gives the same page for ever.
            if (!anythingNew || (page.studies.size() < properties.pageSize() && !page.moreResults)) {
                return true;
            }
        }
        return false;
    }

    private record Page(List<StudySummary> studies, boolean moreResults) {}

    private Page studiesPage(String query) {
        try {
            return http.get(
                    "/studies?" + query + "&" + STUDY_FIELDS,
                    JSON,
                    properties.maxAnswerBytes().toBytes(),
                    NO_SEARCH,
                    answer -> {
                        List<StudySummary> studies = new ArrayList<>();
                        for (DataSet result : dataSets(answer)) {
                            studies.add(checkedStudy(result));
                        }
                        return new Page(studies, answer.moreResults());
                    });
        } catch (StudySourceException e) {
            // PS3.18 10.6.3.1: no match is 200 or 204. A 404 means that there is no such service.
            throw e.kind() == Kind.NOT_FOUND ? new StudySourceException(Kind.BAD_ANSWER, NO_SEARCH, e) : e;
        }
    }

    private static StudySummary checkedStudy(DataSet result) throws MalformedAnswerException {
        StudySummary study = ArchiveAnswers.study(result);
        if (!UID.matcher(study.studyInstanceUid()).matches()) {
            throw new MalformedAnswerException("a study without a valid Study Instance UID");
        }
        return study;
    }

    @Override
    public Optional<StudySummary> study(String studyInstanceUid) {
        if (!UID.matcher(studyInstanceUid).matches()) {
            return Optional.empty();
        }
        List<StudySummary> answered = studiesPage("StudyInstanceUID=" + studyInstanceUid).studies;
        List<StudySummary> studies = answered.stream()
                .filter(study -> study.studyInstanceUid().equals(studyInstanceUid))
                .toList();
        if (studies.isEmpty()) {
            if (!answered.isEmpty()) {
                throw malformed("another study than the one asked for");
            }
            return Optional.empty();
        }
        StudySummary first = studies.getFirst();
        // Access is decided on these attributes, and a picture is read under this name: two answers to one question are
        // none.
        boolean ambiguous = studies.stream()
                .anyMatch(other -> !other.patientId().equals(first.patientId())
                        || !other.patientName().equals(first.patientName())
                        || !other.referringPhysicianName().equals(first.referringPhysicianName()));
        if (ambiguous) {
            throw malformed("it keeps this study under two different patients or referring physicians");
        }
        return Optional.of(first);
    }

    @Override
    public List<SeriesSummary> series(String studyInstanceUid) {
        if (!UID.matcher(studyInstanceUid).matches()) {
            return List.of();
        }
        try {
            return http.get(
                    "/studies/" + studyInstanceUid + "/series?" + SERIES_FIELDS,
                    JSON,
                    properties.maxAnswerBytes().toBytes(),
                    NO_STUDY,
                    answer -> {
                        Map<String, SeriesSummary> series = new LinkedHashMap<>();
                        for (DataSet result : dataSets(answer)) {
                            SeriesSummary one = checkedSeries(studyInstanceUid, result);
                            series.putIfAbsent(one.seriesInstanceUid(), one);
                        }
                        return series.values().stream()
                                .sorted(SeriesSummary.BY_NUMBER)
                                .toList();
                    });
        } catch (StudySourceException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    @Override
    public StudyOrigin origin(String studyInstanceUid) {
        if (!UID.matcher(studyInstanceUid).matches()) {
            return StudyOrigin.NONE;
        }
        Map<String, StudyOrigin> told;
        try {
            told = seriesOrigins(studyInstanceUid);
        } catch (StudySourceException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return StudyOrigin.NONE;
            }
            throw e;
        }
        List<StudyOrigin> parts = new ArrayList<>(told.values());
        boolean identified =
                parts.stream().anyMatch(part -> !part.referringPhysicianIds().isEmpty());
        int lookedInto = 0;
        for (Map.Entry<String, StudyOrigin> series : told.entrySet()) {
            // The sequence belongs to the study (PS3.3 C.7.2.1): one instance tells it.
            if (series.getValue().places().isEmpty() || (!identified && lookedInto == 0)) {
                if (lookedInto == MOST_SERIES_LOOKED_INTO) {
                    parts.add(StudyOrigins.UNKNOWN_PLACE);
                    break;
                }
                lookedInto++;
                parts.add(instanceOrigin(studyInstanceUid, series.getKey()));
            }
        }
        return StudyOrigin.ofAll(parts);
    }

    /** By Series Instance UID, as far as the archive tells it with its series: these attributes are none that it must return. */
    private Map<String, StudyOrigin> seriesOrigins(String studyInstanceUid) {
        return http.get(
                "/studies/" + studyInstanceUid + "/series?" + ORIGIN_FIELDS,
                JSON,
                properties.maxAnswerBytes().toBytes(),
                NO_STUDY,
                answer -> {
                    Map<String, StudyOrigin> told = new LinkedHashMap<>();
                    for (DataSet result : dataSets(answer)) {
                        told.merge(
                                checkedSeries(studyInstanceUid, result).seriesInstanceUid(),
                                StudyOrigins.of(result),
                                (one, other) -> StudyOrigin.ofAll(List.of(one, other)));
                    }
                    return told;
                });
    }

    /** As one instance of the series tells it. */
    private StudyOrigin instanceOrigin(String studyInstanceUid, String seriesInstanceUid) {
        String series = "/studies/" + studyInstanceUid + "/series/" + seriesInstanceUid;
        Optional<InstanceReference> first = http.get(
                series + "/instances?limit=1", JSON, properties.maxAnswerBytes().toBytes(), NO_SERIES, answer -> {
                    List<DataSet> instances = dataSets(answer);
                    return instances.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new InstanceReference(
                                    studyInstanceUid,
                                    seriesInstanceUid,
                                    ArchiveAnswers.text(instances.getFirst(), Tag.SOPInstanceUID)));
                });
        if (first.isEmpty()) {
            return StudyOrigin.NONE;
        }
        InstanceReference instance = first.get();
        requireUids(NO_INSTANCE, instance.sopInstanceUid());
        return http.get(
                series + "/instances/" + instance.sopInstanceUid() + "/metadata",
                JSON,
                properties.maxAnswerBytes().toBytes(),
                NO_INSTANCE,
                answer -> {
                    List<StudyOrigin> told = new ArrayList<>();
                    for (DataSet header : dataSets(answer)) {
                        checkIsFrom(header, instance);
                        told.add(StudyOrigins.of(header));
                    }
                    return StudyOrigin.ofAll(told);
                });
    }

    private static SeriesSummary checkedSeries(String studyInstanceUid, DataSet result)
            throws MalformedAnswerException {
        // The answer repeats the study's UID in most archives; where it does, it must be ours.
        String study = ArchiveAnswers.text(result, Tag.StudyInstanceUID);
        if (!study.isEmpty() && !study.equals(studyInstanceUid)) {
            throw new MalformedAnswerException("a series of another study than the one asked for");
        }
        SeriesSummary series = ArchiveAnswers.series(studyInstanceUid, result);
        if (!UID.matcher(series.seriesInstanceUid()).matches()) {
            throw new MalformedAnswerException("a series without a valid Series Instance UID");
        }
        return series;
    }

    @Override
    public List<InstanceHeader> instances(String studyInstanceUid, String seriesInstanceUid) {
        requireUids(NO_SERIES, studyInstanceUid, seriesInstanceUid);
        return http.get(
                "/studies/" + studyInstanceUid + "/series/" + seriesInstanceUid + "/metadata",
                JSON,
                properties.maxAnswerBytes().toBytes(),
                NO_SERIES,
                answer -> {
                    Map<String, InstanceHeader> headers = new LinkedHashMap<>();
                    for (DataSet header : dataSets(answer)) {
                        InstanceReference instance = new InstanceReference(
                                studyInstanceUid, seriesInstanceUid, ArchiveAnswers.text(header, Tag.SOPInstanceUID));
                        checkIsFrom(header, instance);
                        headers.putIfAbsent(
                                instance.sopInstanceUid(),
                                InstanceHeader.of(
                                        instance,
                                        withoutPixelData(header),
                                        header.string(Tag.AvailableTransferSyntaxUID)));
                    }
                    return List.copyOf(headers.values());
                });
    }

    private static DataSet withoutPixelData(DataSet header) {
        return header.toBuilder()
                .remove(Tag.PixelData)
                .remove(Tag.FloatPixelData)
                .remove(Tag.DoubleFloatPixelData)
                .build();
    }

    @Override
    public byte[] retrieve(InstanceReference instance) {
        requireUids(NO_INSTANCE, instance.studyInstanceUid(), instance.seriesInstanceUid(), instance.sopInstanceUid());
        long maxBytes = properties.maxInstanceBytes().toBytes();
        return http.get(
                "/studies/" + instance.studyInstanceUid() + "/series/" + instance.seriesInstanceUid() + "/instances/"
                        + instance.sopInstanceUid(),
                ORIGINAL_INSTANCE,
                maxBytes + 128 * 1024, // what the envelope may add
                NO_INSTANCE,
                answer -> {
                    byte[] bytes = instanceBytes(answer, maxBytes);
                    checkIsFrom(
                            DicomReader.readHeader(new ByteArrayInputStream(bytes), instance.sopInstanceUid())
                                    .dataSet(),
                            instance);
                    return bytes;
                });
    }

    private static byte[] instanceBytes(ArchiveHttp.Answer answer, long maxBytes) throws IOException {
        String type = mediaType(answer.contentType());
        return switch (type) {
            case "multipart/related" ->
                MultipartReader.readOnlyPart(answer.contentType(), answer.body(), "application/dicom", maxBytes);
            case "application/dicom" -> answer.body().readAllBytes();
            default ->
                throw new MalformedAnswerException("it is " + shown(type) + " where a DICOM instance was asked for");
        };
    }

    /** Access was granted for this study: an instance of any other must not get through, whatever the archive's reasons. */
    private static void checkIsFrom(DataSet header, InstanceReference asked) throws MalformedAnswerException {
        if (!UID.matcher(asked.sopInstanceUid()).matches()) {
            throw new MalformedAnswerException("an instance without a valid SOP Instance UID");
        }
        if (!asked.isOf(header)) {
            throw new MalformedAnswerException("another instance than the one asked for");
        }
    }

    private static List<DataSet> dataSets(ArchiveHttp.Answer answer) throws IOException {
        if (answer.status() == 204) {
            return List.of();
        }
        String type = mediaType(answer.contentType());
        if (!type.equals(JSON) && !type.equals("application/json")) {
            throw new MalformedAnswerException("it is " + shown(type) + " where DICOM JSON was asked for");
        }
        byte[] json = answer.body().readAllBytes();
        return json.length == 0 ? List.of() : DicomJson.parse(json);
    }

    private static String mediaType(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(java.util.Locale.ROOT);
    }

    /** For a message: what a stranger's server said, if it is no more than a media type. */
    private static String shown(String type) {
        return type.matches("[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,60}") ? type : "of an unknown type";
    }

    private static void requireUids(String notFound, String... uids) {
        for (String uid : uids) {
            if (!UID.matcher(uid).matches()) {
                throw new StudySourceException(Kind.NOT_FOUND, notFound, null);
            }
        }
    }

    private static StudySourceException malformed(String what) {
        return ArchiveHttp.badAnswer(new MalformedAnswerException(what));
    }

    @Override
    public SourceHealth health() {
        try {
            studiesPage("limit=1");
            return new SourceHealth(true, "The image archive (DICOMweb) answers.", List.of());
        } catch (StudySourceException e) {
            return new SourceHealth(false, e.getMessage(), List.of());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
