package dev.lightbox.viewer.viewing;

import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.User;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudyList;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySummary;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The other studies of an opened study's patient. The same patient is the same Patient ID, with an equal birth date where both are known: names are
 * spelled in many ways, and IDs are given twice where archives were merged. Each study passes {@link ViewableStudies} before anything is said of it.
 * Thread-safe.
 */
@Component
public class PriorStudies {

    /** An ID is searched as a part of others, so that a short one finds many strangers. */
    private static final int SEARCHED = 500;

    /** So that a patient whose studies are mostly closed to the user doesn't cost the archive hundreds of questions. */
    private static final int ASKED_FOR_EACH_LISTED = 5;

    private final StudySource source;
    private final ViewableStudies studies;
    private final StudyRights rights;
    private final int most;

    public PriorStudies(StudySource source, ViewableStudies studies, StudyRights rights, ViewingProperties properties) {
        this.source = source;
        this.studies = studies;
        this.rights = rights;
        most = properties.maxPriors();
    }

    /** The others that this user may view, the most relevant first. Blocks while the archive is asked.
     *
     * @throws dev.lightbox.viewer.pacs.StudySourceException where the archive doesn't answer
     */
    public List<ViewableStudy> of(User user, ViewableStudy opened) {
        String patientId = opened.summary().patientId().strip();
        if (patientId.isEmpty() || most == 0) {
            return List.of();
        }
        StudyQuery query = new StudyQuery("", "", patientId, null, "", null, null, Set.of(), "", "", "", List.of());
        switch (rights.scope(user)) {
            case StudyAccess.Scope.None none -> {
                return List.of();
            }
            case StudyAccess.Scope.ReferredBy doctors ->
                query = query.withReferredBy(doctors.referringPhysicianNames());
            case StudyAccess.Scope.All all -> {}
        }
        StudyList found = source.findStudies(query, SEARCHED);
        Comparator<StudySummary> sameModalityFirst = Comparator.comparing(other ->
                Collections.disjoint(other.modalities(), opened.summary().modalities()));
        Comparator<StudySummary> nearestFirst = Comparator.comparingLong(
                        (StudySummary other) -> daysApart(opened.summary(), other))
                .thenComparing(StudySummary::studyInstanceUid);
        List<String> candidates = found.studies().stream()
                .filter(other -> isOther(opened.summary(), other))
                .sorted(sameModalityFirst.thenComparing(nearestFirst))
                .map(StudySummary::studyInstanceUid)
                .limit((long) most * ASKED_FOR_EACH_LISTED)
                .toList();
        List<ViewableStudy> viewable = new ArrayList<>();
        for (String candidate : candidates) {
            if (viewable.size() == most) {
                break;
            }
            // What was found is a hint; what the gate says now counts, also of whose it is.
            studies.find(user, candidate)
                    .filter(study -> isOther(opened.summary(), study.summary()))
                    .ifPresent(viewable::add);
        }
        Set<String> bodyParts = bodyParts(opened);
        viewable.sort(Comparator.comparing(ViewableStudy::summary, sameModalityFirst)
                .thenComparing(other -> Collections.disjoint(bodyParts(other), bodyParts))
                .thenComparing(ViewableStudy::summary, nearestFirst));
        return List.copyOf(viewable);
    }

    private static boolean isOther(StudySummary opened, StudySummary other) {
        return !other.studyInstanceUid().equals(opened.studyInstanceUid()) && areOfOnePatient(opened, other);
    }

    /** Whether two studies are certainly of the same patient: one, not blank, Patient ID, and one birth date where both have one. */
    public static boolean areOfOnePatient(StudySummary one, StudySummary other) {
        String patientId = one.patientId().strip();
        LocalDate born = one.patientBirthDate();
        LocalDate otherBorn = other.patientBirthDate();
        return !patientId.isEmpty()
                && patientId.equals(other.patientId().strip())
                && (born == null || otherBorn == null || born.equals(otherBorn));
    }

    /** Those without a date last. */
    private static long daysApart(StudySummary opened, StudySummary other) {
        LocalDate date = opened.studyDate();
        LocalDate otherDate = other.studyDate();
        return date == null || otherDate == null ? Long.MAX_VALUE : Math.abs(ChronoUnit.DAYS.between(date, otherDate));
    }

    private static Set<String> bodyParts(ViewableStudy study) {
        return study.series().stream()
                .map(SeriesSummary::bodyPartExamined)
                .map(part -> part.strip().toUpperCase(Locale.ROOT))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** When a study of the same patient was made, seen from the opened one. */
    public enum Relation {
        PRIOR,
        LATER,
        /** Of the same day without a telling time, or one of them without a date. */
        OTHER;

        /** As the dates say, and on the same day the times. */
        public static Relation of(StudySummary opened, StudySummary other) {
            LocalDate date = opened.studyDate();
            LocalDate otherDate = other.studyDate();
            if (date == null || otherDate == null) {
                return OTHER;
            }
            LocalTime time = opened.studyTime();
            LocalTime otherTime = other.studyTime();
            int order = otherDate.compareTo(date);
            if (order == 0 && time != null && otherTime != null) {
                order = otherTime.compareTo(time);
            }
            return order < 0 ? PRIOR : order > 0 ? LATER : OTHER;
        }
    }
}
