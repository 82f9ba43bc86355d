package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.RoleBasedStudyAccess;
import dev.lightbox.security.User;
import dev.lightbox.viewer.TestUsers;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.PriorStudies;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.viewing.series.TestSeries;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a workspace does while a series is on its way, with every thread in the test's hand. */
class WorkspaceTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";

    private final ManualStream stream = new ManualStream();
    private Workspace workspace;

    @BeforeEach
    void open() {
        stream.source.addStudy(STUDY, "");
        stream.source.addSeries(STUDY, SERIES, "CT");
        for (int number = 1; number <= 5; number++) {
            stream.source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
        }
        User user = TestUsers.user("radiologist", List.of("radiologist"), List.of());
        RoleBasedStudyAccess access = new RoleBasedStudyAccess();
        ViewableStudies studies = new ViewableStudies(stream.source, access);
        workspace = new Workspace(
                user,
                studies.find(user, STUDY).orElseThrow(),
                studies,
                new PriorStudies(stream.source, studies, access, ManualSchedulers.properties(0)),
                TestSeries.catalog(stream.source, stream.manual.schedulers),
                stream.volumes,
                stream.context);
        stream.computeAndSend();
        stream.sent.clear();
    }

    /** A volume is asked for, and its series has just been read. */
    private void openVolumeAsFarAsItsSeries() throws Exception {
        workspace.receive(new ClientMessage.ShowVolume(0, 1, SERIES, OptionalLong.empty()));
        ManualSchedulers.runAll(stream.callbacks);
        stream.manual.fetchAll();
        assertThat(stream.callbacks).as("the series has come").isNotEmpty();
    }

    @Test
    void takesNoMemoryForAVolumeThatSomethingElseHasReplaced() throws Exception {
        openVolumeAsFarAsItsSeries();
        workspace.receive(new ClientMessage.ShowSeries(0, 2, SERIES));
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
}
