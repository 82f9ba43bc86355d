package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.security.AccessProperties;
import dev.lightbox.security.GuestPass;
import dev.lightbox.security.RoleBasedStudyAccess;
import dev.lightbox.security.StudyAccess;
import dev.lightbox.security.StudyAttributes;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.viewer.TestUsers;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.PriorStudies;
import dev.lightbox.viewer.viewing.StudyAudit;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.presentation.PresentationStates;
import dev.lightbox.viewer.viewing.series.TestSeries;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.MessageReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a workspace does while a series is on its way, with every thread in the test's hand. */
class WorkspaceTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";

    private static final String PRIOR = "2.25.10";
    private static final String PRIOR_SERIES = "2.25.11";
    private static final String STRANGER = "2.25.20";
    private static final String STATES = "2.25.90";

    private final ManualStream stream = new ManualStream();
    private final List<String> recorded = new ArrayList<>();
    private final Set<String> denied = new HashSet<>();

    /** Studies of which nothing may be saved or printed. */
    private final Set<String> kept = new HashSet<>();

    private boolean recording = true;
    private Workspace workspace;

    @BeforeEach
    void open() {
        stream.source.addStudy(STUDY, "");
        stream.source.addSeries(STUDY, SERIES, "CT");
        for (int number = 1; number <= 5; number++) {
            stream.source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
        }
        stream.source.addSeries(STUDY, STATES, "PR");
        stream.source.addStudy(PRIOR, "");
        stream.source.addSeries(PRIOR, PRIOR_SERIES, "CT");
        stream.source.addInstance(TestImages.file(TestImages.slice(PRIOR, PRIOR_SERIES, 1)));
        stream.source.addStudy(study(STRANGER, "ID-2"));
        open(TestUsers.user("radiologist", List.of("radiologist"), List.of()));
    }

    private void open(User user) {
        RoleBasedStudyAccess byRole = new RoleBasedStudyAccess();
        StudyAccess access = new StudyAccess() {
            @Override
            public boolean mayView(User who, StudyAttributes study) {
                return !denied.contains(study.studyInstanceUid())
                        && (who.guest().isPresent() || byRole.mayView(who, study));
            }

            @Override
            public boolean mayExport(User who, StudyAttributes study) {
                return !kept.contains(study.studyInstanceUid());
            }

            @Override
            public Scope scope(User who) {
                return byRole.scope(who);
            }
        };
        StudyRights rights = new StudyRights(stream.source, access, AccessProperties.DEFAULTS);
        ViewableStudies studies = new ViewableStudies(stream.source, rights);
        workspace = new Workspace(
                new WorkspaceStudies(
                        user, studies.find(user, STUDY).orElseThrow(), studies, rights, new StudyAudit(this::record)),
                new PriorStudies(stream.source, studies, rights, ManualSchedulers.properties(0)),
                TestSeries.catalog(stream.source, stream.manual.schedulers),
                stream.volumes,
                new PresentationStates(stream.source, ManualSchedulers.limits()),
                stream.context);
        stream.computeAndSend();
        stream.sent.clear();
    }

    private void record(AuditEvent event) {
        if (!recording) {
            throw new AuditUnavailableException(new IllegalStateException("no disk"));
        }
        event.objects().stream()
                .filter(AuditObject.Study.class::isInstance)
                .map(AuditObject.Study.class::cast)
                .forEach(study -> recorded.add((event.kind() + " " + study.instanceUid()
                        + (event.kind() == AuditKind.EXPORTED ? " " + study.part() : ""))));
    }

    private static StudySummary study(String uid, String patientId) {
        return new StudySummary(
                uid, "Test^Patient", patientId, null, "O", null, null, Set.of("CT"), "", "", "", -1, -1);
    }

    /** What came for a study that is to be shown beside the opened one: its refusal, or "opened". */
    private String beside(String studyInstanceUid) throws Exception {
        stream.texts.clear();
        workspace.receive(new ClientMessage.OpenBeside(studyInstanceUid));
        stream.workAndSend();
        JsonNode event = JsonMapper.shared().readTree(stream.texts.getLast());
        assertThat(event.get("type").stringValue()).isEqualTo("beside");
        assertThat(event.get("studyInstanceUID").stringValue()).isEqualTo(studyInstanceUid);
        return event.get("refusal").isNull()
                ? "opened " + event.get("study").get("series").size()
                : event.get("refusal").stringValue() + (event.get("study").isNull() ? "" : " but told");
    }

    private void show(long sequence, String study, String series) throws Exception {
        stream.sent.clear();
        workspace.receive(new ClientMessage.ShowSeries(0, sequence, Optional.of(study), series));
        stream.workAndSend();
    }

    @Test
    void opensAnotherStudyOfThePatientBesideAndRecordsItOnce() throws Exception {
        assertThat(beside(PRIOR)).isEqualTo("opened 1");
        assertThat(beside(PRIOR)).isEqualTo("opened 1");
        show(1, PRIOR, PRIOR_SERIES);
        assertThat(stream.sent).containsExactly("series 1");
        assertThat(recorded).containsExactly("STUDY_OPENED " + PRIOR);
    }

    @Test
    void recordsAStudyThatIsShownWithoutBeingOpenedFirst() throws Exception {
        show(1, PRIOR, PRIOR_SERIES);
        assertThat(stream.sent).containsExactly("series 1");
        assertThat(recorded).containsExactly("STUDY_OPENED " + PRIOR);
    }

    @Test
    void tellsNothingOfAnotherPatientsStudy() throws Exception {
        assertThat(beside(STRANGER)).isEqualTo("other-patient");
        show(1, STRANGER, PRIOR_SERIES);
        assertThat(stream.sent).containsExactly("failed 1");
        assertThat(recorded).isEmpty();
    }

    @Test
    void anUnknownAndAForbiddenStudyAreRefusedAlike() throws Exception {
        denied.add(PRIOR);
        assertThat(beside(PRIOR)).isEqualTo("not-available");
        assertThat(beside("2.25.999")).isEqualTo("not-available");
        assertThat(recorded).containsExactly("ACCESS_DENIED " + PRIOR, "ACCESS_DENIED 2.25.999");
    }

    @Test
    void asksAgainWhetherTheOtherStudyIsStillOpenToTheUser() throws Exception {
        assertThat(beside(PRIOR)).isEqualTo("opened 1");
        denied.add(PRIOR);
        show(1, PRIOR, PRIOR_SERIES);
        assertThat(stream.sent).as("this series alone: the opened study stays").containsExactly("failed 1");
    }

    @Test
    void aSeriesIsOpenedByItsOwnStudyOnly() throws Exception {
        show(1, PRIOR, SERIES);
        assertThat(stream.sent).containsExactly("failed 1");
    }

    @Test
    void showsNothingOfAnotherStudyThatCannotBeRecorded() throws Exception {
        recording = false;
        assertThat(beside(PRIOR)).isEqualTo("busy");
        show(1, PRIOR, PRIOR_SERIES);
        assertThat(stream.sent).containsExactly("failed 1");
    }

    private void addState(String sop, DataSet.Builder change) {
        stream.source.addInstance(TestImages.file(change.put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.11.1")
                .put(Tag.SOPInstanceUID, sop)
                .put(Tag.StudyInstanceUID, STUDY)
                .put(Tag.SeriesInstanceUID, STATES)
                .put(Tag.Modality, "PR")
                .put(Tag.ContentLabel, "TEST")
                .put(Tag.PresentationLUTShape, "IDENTITY")));
    }

    private static DataSet.Builder stateFor(int... numbers) {
        DataSet[] images = Arrays.stream(numbers)
                .mapToObj(number -> DataSet.builder()
                        .put(Tag.ReferencedSOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                        .put(Tag.ReferencedSOPInstanceUID, SERIES + "." + number)
                        .build())
                .toArray(DataSet[]::new);
        return DataSet.builder()
                .putItems(
                        Tag.ReferencedSeriesSequence,
                        DataSet.builder()
                                .put(Tag.SeriesInstanceUID, SERIES)
                                .putItems(Tag.ReferencedImageSequence, images)
                                .build());
    }

    /** The answer to the wish for a state in viewport 0. */
    private JsonNode present(long sequence, String series, String sop) throws Exception {
        stream.texts.clear();
        workspace.receive(
                new ClientMessage.Present(0, sequence, Optional.of(new ClientMessage.StateName(series, sop))));
        stream.workAndSend();
        JsonNode event = JsonMapper.shared().readTree(stream.texts.getLast());
        assertThat(event.get("type").stringValue()).isEqualTo("presentation");
        assertThat(event.get("sequence").longValue()).isEqualTo(sequence);
        return event;
    }

    @Test
    void appliesAPresentationStateToThePicturesThatItIsFor() throws Exception {
        addState("2.25.91", stateFor(2, 3, 5).putInts(Tag.ImageRotation, 90));
        workspace.receive(new ClientMessage.ShowSeries(0, 1, Optional.empty(), SERIES));
        stream.workAndSend();
        JsonNode told = present(2, STATES, "2.25.91").get("presentation");
        assertThat(told.get("degrees").intValue()).isEqualTo(90);
        assertThat(told.get("label").stringValue()).isEqualTo("TEST");
        assertThat(told.get("slices").valueStream().mapToInt(JsonNode::intValue).toArray())
                .containsExactly(2, 3, 5, 5);
    }

    @Test
    void saysWhyAStateIsNotApplied() throws Exception {
        addState("2.25.91", stateFor(2));
        addState(
                "2.25.92",
                DataSet.builder()
                        .putItems(
                                Tag.ReferencedSeriesSequence,
                                DataSet.builder()
                                        .put(Tag.SeriesInstanceUID, "2.25.77")
                                        .putItems(
                                                Tag.ReferencedImageSequence,
                                                DataSet.builder()
                                                        .put(Tag.ReferencedSOPInstanceUID, "2.25.78")
                                                        .build())
                                        .build()));
        workspace.receive(new ClientMessage.ShowSeries(0, 1, Optional.empty(), SERIES));
        stream.workAndSend();
        assertThat(refusal(present(2, STATES, "2.25.92"))).contains("for none of these pictures");
        assertThat(refusal(present(3, STATES, "2.25.99"))).contains("didn't deliver");
        assertThat(refusal(present(4, PRIOR_SERIES, "2.25.91")))
                .as("of another study's series")
                .contains("isn't in this study");
        assertThat(refusal(present(5, SERIES, SERIES + ".1"))).contains("no presentation state");
    }

    @Test
    void appliesNoStateWhereWhoThePatientIsIsHidden() throws Exception {
        addState("2.25.91", stateFor(2));
        User signedIn = TestUsers.user("radiologist", List.of("radiologist"), List.of());
        open(new User(
                "guest",
                "guest",
                "",
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                signedIn.address(),
                Optional.of(new GuestPass("share", STUDY, true, false))));
        workspace.receive(new ClientMessage.ShowSeries(0, 1, Optional.empty(), SERIES));
        stream.workAndSend();
        assertThat(refusal(present(2, STATES, "2.25.91"))).contains("hidden");
        assertThat(beside(PRIOR)).as("nor is anything else of them shown").isEqualTo("other-patient");
    }

    private static String refusal(JsonNode event) {
        assertThat(event.get("presentation").isNull()).isTrue();
        return event.get("refusal").stringValue();
    }

    /** What came for a wish to save what viewport 0 shows: the refusal, or "granted". */
    private String export(ClientMessage.ExportForm form, boolean patientText) throws Exception {
        stream.texts.clear();
        workspace.receive(new ClientMessage.Export(0, 7, OptionalLong.of(2), form, patientText));
        stream.workAndSend();
        JsonNode event = JsonMapper.shared().readTree(stream.texts.getLast());
        assertThat(event.get("type").stringValue()).isEqualTo("export");
        assertThat(event.get("number").intValue()).isEqualTo(7);
        return event.get("refusal").isNull() ? "granted" : event.get("refusal").stringValue();
    }

    @Test
    void whatIsSavedIsRecordedBeforeItMayBe() throws Exception {
        workspace.receive(new ClientMessage.ShowSeries(0, 1, Optional.empty(), SERIES));
        stream.workAndSend();
        assertThat(export(ClientMessage.ExportForm.JPEG, false)).isEqualTo("granted");
        assertThat(recorded)
                .containsExactly("EXPORTED " + STUDY + " JPEG, series " + SERIES + ", picture 2, without patient text");
        recording = false;
        assertThat(export(ClientMessage.ExportForm.PNG, true)).isEqualTo("not-recorded");
    }

    @Test
    void theStudyThatIsShownDecidesWhetherItMayBeSaved() throws Exception {
        kept.add(PRIOR);
        show(1, PRIOR, PRIOR_SERIES);
        assertThat(export(ClientMessage.ExportForm.PRINT, true)).isEqualTo("not-allowed");
        assertThat(recorded).containsExactly("STUDY_OPENED " + PRIOR, "ACCESS_DENIED " + PRIOR);
        denied.add(PRIOR);
        assertThat(export(ClientMessage.ExportForm.PRINT, true)).isEqualTo("not-allowed");
    }

    @Test
    void nothingThatIsNotShownIsSaved() throws Exception {
        assertThat(export(ClientMessage.ExportForm.PNG, true)).isEqualTo("not-shown");
        assertThat(recorded).isEmpty();
    }

    @Test
    void noConnectionWalksThroughAnArchive() throws Exception {
        for (int i = 0; i <= WorkspaceStudies.MOST_BESIDE; i++) {
            stream.source.addStudy(study("2.25.3" + i, "ID-1"));
            assertThat(beside("2.25.3" + i)).isEqualTo(i < WorkspaceStudies.MOST_BESIDE ? "opened 0" : "too-many");
        }
    }

    /** A volume is asked for, and its series has just been read. */
    private void openVolumeAsFarAsItsSeries() throws Exception {
        workspace.receive(new ClientMessage.ShowVolume(0, 1, Optional.empty(), SERIES, OptionalLong.empty()));
        ManualSchedulers.runAll(stream.callbacks);
        stream.manual.fetchAll();
        assertThat(stream.callbacks).as("the series has come").isNotEmpty();
    }

    @Test
    void takesNoMemoryForAVolumeThatSomethingElseHasReplaced() throws Exception {
        openVolumeAsFarAsItsSeries();
        workspace.receive(new ClientMessage.ShowSeries(0, 2, Optional.empty(), SERIES));
        stream.workAndSend();
        assertThat(stream.sent).containsExactly("series 2");
        assertThat(stream.volumes.takenBytes()).isZero();
    }

    @Test
    void takesNoMemoryForAVolumeOfAStreamThatIsGone() throws Exception {
        openVolumeAsFarAsItsSeries();
        workspace.close();
        stream.workAndSend();
        assertThat(stream.sent).isEmpty();
        assertThat(stream.volumes.takenBytes()).isZero();
    }

    @Test
    void opensTheVolume() throws Exception {
        openVolumeAsFarAsItsSeries();
        stream.workAndSend();
        assertThat(stream.sent).containsExactly("volume 1");
        assertThat(stream.volumes.takenBytes()).isPositive();
    }

    private boolean isCached(int slice) {
        return stream.cache.contains(new FrameKey(new InstanceReference(STUDY, SERIES, SERIES + "." + slice), 1));
    }

    private void render(long sequence, int slice) throws Exception {
        workspace.receive(MessageReader.read("""
                {"type":"render","viewport":0,"sequence":%d,"slice":%d,"window":null,"invert":false,\
                "region":{"x":0,"y":0,"width":8,"height":8},"size":{"width":8,"height":8},"quality":"exact"}""".formatted(sequence, slice)));
        stream.workAndSend();
    }

    @Test
    void besidePlanesNothingIsLoadedAheadAndWhatTheVolumeHasIsntKeptTwice() throws Exception {
        show(1, STUDY, SERIES);
        stream.workAndSend();
        render(2, 1);
        assertThat(isCached(5)).as("loaded ahead").isTrue();
        workspace.receive(new ClientMessage.ShowVolume(16, 1, Optional.empty(), SERIES, OptionalLong.of(1)));
        stream.workAndSend();
        assertThat(stream.sent).contains("volume 1");
        assertThat(stream.cache.takenBytes()).isZero();
        // The browser may still ask for the slice that lies behind the planes.
        render(3, 2);
        assertThat(isCached(2)).isTrue();
        assertThat(isCached(3)).isFalse();
        workspace.receive(new ClientMessage.Close(16));
        render(4, 3);
        assertThat(isCached(4)).as("loaded ahead again").isTrue();
    }
}
