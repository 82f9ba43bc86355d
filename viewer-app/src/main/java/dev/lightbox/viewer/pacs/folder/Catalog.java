package dev.lightbox.viewer.pacs.folder;

import dev.lightbox.security.StudyOrigin;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The studies that a set of files makes up, at one moment. Immutable. */
final class Catalog {

    static final Catalog EMPTY = new Catalog(Map.of(), List.of());

    /** @param ambiguous why it can't be told whose study it is; null as a rule */
    record Study(
            StudySummary summary,
            StudyOrigin origin,
            Map<String, Series> series,
            @Nullable String ambiguous) {}

    /** @param files by SOP Instance UID */
    record Series(SeriesSummary summary, Map<String, IndexedFile> files) {}

    private final Map<String, Study> studies;
    private final List<String> problems;

    private Catalog(Map<String, Study> studies, List<String> problems) {
        this.studies = studies;
        this.problems = problems;
    }

    /** @param files sorted by path: of two files with one instance, and of two values of one attribute, the first counts */
    static Catalog of(Collection<IndexedFile> files) {
        List<String> problems = new ArrayList<>();
        Map<String, String> pathOfInstance = new HashMap<>();
        Map<String, Map<String, Map<String, IndexedFile>>> tree = new LinkedHashMap<>();
        for (IndexedFile file : files) {
            IndexedInstance instance = file.instance();
            if (instance == null) {
                if (file.problem() != null) {
                    problems.add(file.path() + " " + file.problem());
                }
                continue;
            }
            String first = pathOfInstance.putIfAbsent(instance.sopInstanceUid(), file.path());
            if (first != null) {
                problems.add(file.path() + " holds the same instance as " + first + " and is left out");
                continue;
            }
            tree.computeIfAbsent(instance.study().studyInstanceUid(), uid -> new LinkedHashMap<>())
                    .computeIfAbsent(instance.series().seriesInstanceUid(), uid -> new LinkedHashMap<>())
                    .put(instance.sopInstanceUid(), file);
        }
        Map<String, Study> studies = HashMap.newHashMap(tree.size());
        tree.forEach((uid, series) -> studies.put(uid, study(uid, series, problems)));
        return new Catalog(studies, List.copyOf(problems));
    }

    private static Study study(String uid, Map<String, Map<String, IndexedFile>> filesBySeries, List<String> problems) {
        List<StudySummary> told = filesBySeries.values().stream()
                .flatMap(files -> instances(files).map(IndexedInstance::study))
                .distinct()
                .toList();
        StudyOrigin origin = StudyOrigin.ofAll(filesBySeries.values().stream()
                .flatMap(files -> instances(files).map(IndexedInstance::origin))
                .collect(Collectors.toUnmodifiableSet()));
        Map<String, Series> series = new LinkedHashMap<>();
        Set<String> modalities = new TreeSet<>();
        int instances = 0;
        for (Map.Entry<String, Map<String, IndexedFile>> entry : filesBySeries.entrySet()) {
            SeriesSummary summary = seriesSummary(entry.getValue());
            series.put(entry.getKey(), new Series(summary, entry.getValue()));
            instances += entry.getValue().size();
            modalities.add(summary.modality());
        }
        modalities.remove("");
        StudySummary summary = new StudySummary(
                uid,
                firstText(told, StudySummary::patientName),
                firstText(told, StudySummary::patientId),
                first(told, StudySummary::patientBirthDate),
                firstText(told, StudySummary::patientSex),
                first(told, StudySummary::studyDate),
                first(told, StudySummary::studyTime),
                modalities,
                firstText(told, StudySummary::studyDescription),
                firstText(told, StudySummary::accessionNumber),
                firstText(told, StudySummary::referringPhysicianName),
                series.size(),
                instances);
        String ambiguous = null;
        if (told.stream()
                        .map(StudySummary::patientId)
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .count()
                > 1) {
            ambiguous = "The files of study " + uid + " name different patients";
            problems.add(ambiguous + "; it can't be opened");
        }
        return new Study(summary, origin, series, ambiguous);
    }

    private static SeriesSummary seriesSummary(Map<String, IndexedFile> files) {
        SeriesSummary first = instances(files).findFirst().orElseThrow().series();
        return new SeriesSummary(
                first.studyInstanceUid(),
                first.seriesInstanceUid(),
                first.modality(),
                first.seriesNumber(),
                first.seriesDescription(),
                first.bodyPartExamined(),
                files.size());
    }

    private static Stream<IndexedInstance> instances(Map<String, IndexedFile> files) {
        return files.values().stream().map(IndexedFile::instance).flatMap(Stream::ofNullable);
    }

    /** Reports and other derived objects often leave attributes of the study empty: the first that has a value tells it. */
    private static String firstText(List<StudySummary> told, Function<StudySummary, String> attribute) {
        return told.stream()
                .map(attribute)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static <T> @Nullable T first(List<StudySummary> told, Function<StudySummary, @Nullable T> attribute) {
        for (StudySummary study : told) {
            T value = attribute.apply(study);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    Collection<Study> studies() {
        return studies.values();
    }

    Optional<Study> study(String studyInstanceUid) {
        return Optional.ofNullable(studies.get(studyInstanceUid));
    }

    Optional<Series> series(String studyInstanceUid, String seriesInstanceUid) {
        return study(studyInstanceUid).map(study -> study.series().get(seriesInstanceUid));
    }

    Optional<IndexedFile> file(InstanceReference instance) {
        return series(instance.studyInstanceUid(), instance.seriesInstanceUid())
                .map(series -> series.files().get(instance.sopInstanceUid()));
    }

    /** What is wrong with single files, in the order of their paths. */
    List<String> problems() {
        return problems;
    }
}
