package dev.lightbox.viewer.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.AccessProperties;
import dev.lightbox.security.Role;
import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.StudyAttributes;
import dev.lightbox.security.StudyOrigin;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.InstanceHeader;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.SourceHealth;
import dev.lightbox.viewer.pacs.StudyList;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySummary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorklistServiceTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final User READER = user(Role.RADIOLOGIST);
    private static final User REFERRER = user(Role.REFERRING);
    private static final User ADMIN = user(Role.ADMIN);

    private final AskedSource source = new AskedSource();
    private final SteppedClock clock = new SteppedClock();
    private final List<AuditEvent> audited = new ArrayList<>();
    private final WorklistService service = new WorklistService(
            source,
            new StudyRights(source, new ByWord(), AccessProperties.DEFAULTS),
            new WorklistProperties(100, Duration.ofSeconds(30), DateRange.ALL),
            clock,
            audited::add);

    @Test
    void recordsWhatWasSearchedForBeforeTheArchiveIsAsked() {
        service.find(REFERRER, filter("Müller"), null);
        assertThat(audited).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AuditKind.SEARCHED);
            assertThat(event.user().username()).isEqualTo("name");
            assertThat(event.objects().toString()).contains("freeText=Müller");
        });
    }

    @Test
    void searchesNothingThatCannotBeRecorded() {
        WorklistService silent = new WorklistService(
                source,
                new StudyRights(source, new ByWord(), AccessProperties.DEFAULTS),
                new WorklistProperties(100, Duration.ofSeconds(30), DateRange.ALL),
                clock,
                event -> {
                    throw new IllegalStateException("no audit trail");
                });
        assertThatThrownBy(() -> silent.find(READER, filter("Müller"), null)).hasMessage("no audit trail");
        assertThat(source.asked).isEmpty();
    }

    private static WorklistFilter filter(String freeText) {
        return new WorklistFilter(freeText, DateRange.ALL, null, null, "", "", null, "", Set.of(), "", "", "");
    }

    @Test
    void asksTheArchiveForWhatTheUserEntered() {
        source.answer = List.of(study("1", "Weber^Karl"));
        WorklistFilter filter = new WorklistFilter(
                " Meier ",
                DateRange.THREE_DAYS,
                null,
                null,
                "Anna",
                "P1",
                LocalDate.of(1960, 1, 2),
                "F",
                Set.of("CT"),
                "Thorax",
                "A7",
                "Weber");

        service.find(READER, filter, null);

        assertThat(source.asked)
                .containsExactly(new StudyQuery(
                        "Meier",
                        "Anna",
                        "P1",
                        LocalDate.of(1960, 1, 2),
                        "F",
                        TODAY.minusDays(2),
                        null,
                        Set.of("CT"),
                        "Thorax",
                        "A7",
                        "Weber",
                        List.of()));
    }

    @Test
    void daysOfTheUsersOwnCountWhereNoQuickRangeIsChosen() {
        WorklistFilter own = new WorklistFilter(
                "", null, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31), "", "", null, "", Set.of(), "", "", "");

        service.find(READER, own, null);

        assertThat(source.asked.getFirst().studyDateFrom()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(source.asked.getFirst().studyDateTo()).isEqualTo(LocalDate.of(2026, 1, 31));
    }

    @Test
    void whatTheArchiveAnswersTooMuchIsNotShownToOneWhoMayNotSeeIt() {
        source.answer = List.of(study("1", "Weber^Karl"), study("2", "Okafor^Ngozi"), study("3", ""));

        Worklist found = service.find(REFERRER, WorklistFilter.of(DateRange.ALL), null);

        assertThat(found.studies()).extracting(StudySummary::studyInstanceUid).containsExactly("1");
        assertThat(source.asked.getFirst().referredBy()).containsExactly("Weber^Karl");
    }

    /** Orthanc, for one, answers everything to what it doesn't understand; so does this archive, always. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "?",
                "**",
                "*^*",
                "%",
                "_",
                "\\",
                "*\\*",
                "Okafor*",
                "O?afor",
                "Weber^Karl\\Okafor^Ngozi",
                "Weber^Karl=Okafor^Ngozi",
                "' OR '1'='1",
                "*&ReferringPhysicianName=*",
                "*&00080090=*",
                "x&fuzzymatching=true&includefield=all",
                "%2A",
                "\u0000",
                "\uFF0A",
            })
    void noWildcardWidensWhatAReferringDoctorSees(String typed) {
        source.answer = List.of(study("1", "Weber^Karl"), study("2", "Okafor^Ngozi"), study("3", ""));
        for (WorklistFilter filter : List.of(
                filter(typed),
                withReferring(typed),
                new WorklistFilter("", DateRange.ALL, null, null, typed, "", null, "", Set.of(), "", "", ""),
                new WorklistFilter("", DateRange.ALL, null, null, "", typed, null, "", Set.of(), "", "", ""),
                new WorklistFilter("", DateRange.ALL, null, null, "", "", null, typed, Set.of(typed), "", "", ""),
                new WorklistFilter("", DateRange.ALL, null, null, "", "", null, "", Set.of(), typed, typed, ""))) {
            source.asked.clear();
            assertThat(service.find(REFERRER, filter, null).studies())
                    .as(filter.toString())
                    .extracting(StudySummary::studyInstanceUid)
                    .isSubsetOf("1");
            assertThat(source.asked.getFirst().referredBy()).containsExactly("Weber^Karl");
        }
    }

    @Test
    void theArchiveIsNotEvenAskedForOneWhoMaySeeNothing() {
        source.answer = List.of(study("1", "Weber^Karl"));

        assertThat(service.find(ADMIN, WorklistFilter.of(DateRange.ALL), null).studies())
                .isEmpty();
        assertThat(source.asked).isEmpty();
    }

    @Test
    void aNarrowerSearchIsServedFromAFreshCompleteAnswer() {
        source.answer = List.of(study("1", "Weber^Karl"), study("2", "Okafor^Ngozi"));
        Worklist all = service.find(READER, WorklistFilter.of(DateRange.ALL), null);

        Worklist narrower = service.find(READER, withReferring("okafor"), all);

        assertThat(narrower.studies())
                .extracting(StudySummary::studyInstanceUid)
                .containsExactly("2");
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void anAnswerThatIsOldOrCutOrOfAnotherPeriodDoesNotServe() {
        Worklist all = service.find(READER, WorklistFilter.of(DateRange.ALL), null);
        service.find(READER, WorklistFilter.of(DateRange.TODAY), all);
        assertThat(source.asked).as("another period").hasSize(2);

        clock.now = clock.now.plusSeconds(31);
        service.find(READER, withReferring("okafor"), all);
        assertThat(source.asked).as("too old").hasSize(3);

        source.truncated = true;
        Worklist cut = service.find(READER, WorklistFilter.of(DateRange.ALL), null);
        assertThat(cut.truncated()).isTrue();
        service.find(READER, withReferring("okafor"), cut);
        assertThat(source.asked).as("cut").hasSize(5);
    }

    @Test
    void anArchiveThatFailsIsNotMistakenForAnEmptyOne() {
        source.failure = new StudySourceException(StudySourceException.Kind.UNREACHABLE, "no answer", null);

        assertThatThrownBy(() -> service.find(READER, WorklistFilter.of(DateRange.ALL), null))
                .isSameAs(source.failure);
    }

    private static WorklistFilter withReferring(String words) {
        return new WorklistFilter("", DateRange.ALL, null, null, "", "", null, "", Set.of(), "", "", words);
    }

    private static User user(Role role) {
        return new User("sub", "name", "Name", Set.of(role), List.of("Weber^Karl"), "");
    }

    private static StudySummary study(String uid, String referring) {
        return new StudySummary(
                uid,
                "Meier^Anna",
                "P1",
                null,
                "F",
                TODAY,
                LocalTime.NOON,
                Set.of("CT"),
                "Thorax",
                "A1",
                referring,
                1,
                1);
    }

    /** A stand-in for the access rules: exact names only. */
    private static final class ByWord implements StudyAccess {
        @Override
        public boolean mayView(User user, StudyAttributes study) {
            return user.hasRole(Role.RADIOLOGIST)
                    || user.hasRole(Role.REFERRING)
                            && user.referringPhysicianNames().contains(study.referringPhysicianName());
        }

        @Override
        public Scope scope(User user) {
            return user.hasRole(Role.RADIOLOGIST)
                    ? new Scope.All()
                    : user.hasRole(Role.REFERRING)
                            ? new Scope.ReferredBy(user.referringPhysicianNames())
                            : new Scope.None();
        }
    }

    /** An archive that answers the same to every search, as one that knows no filters would. */
    private static final class AskedSource implements StudySource {
        final List<StudyQuery> asked = new ArrayList<>();
        List<StudySummary> answer = List.of();
        boolean truncated;

        @Nullable StudySourceException failure;

        @Override
        public StudyList findStudies(StudyQuery query, int limit) {
            asked.add(query);
            if (failure != null) {
                throw failure;
            }
            return new StudyList(answer, truncated);
        }

        @Override
        public Optional<StudySummary> study(String studyInstanceUid) {
            throw new UnsupportedOperationException("the worklist doesn't ask this");
        }

        @Override
        public List<SeriesSummary> series(String studyInstanceUid) {
            throw new UnsupportedOperationException("the worklist doesn't ask this");
        }

        @Override
        public StudyOrigin origin(String studyInstanceUid) {
            throw new UnsupportedOperationException("the worklist doesn't ask this");
        }

        @Override
        public List<InstanceHeader> instances(String studyInstanceUid, String seriesInstanceUid) {
            throw new UnsupportedOperationException("the worklist doesn't ask this");
        }

        @Override
        public byte[] retrieve(InstanceReference instance) {
            throw new UnsupportedOperationException("the worklist doesn't ask this");
        }

        @Override
        public SourceHealth health() {
            throw new UnsupportedOperationException("the worklist doesn't ask this");
        }
    }

    private static final class SteppedClock extends Clock {
        Instant now = TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("one zone is enough here");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
