package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.e2e.pages.WorklistPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Who sees which study, asked from outside. */
@ExtendWith(ProductExtension.class)
class AccessTest {

    private static final PhantomStudy OWN = PhantomStudies.CT_HEAD_TO_THORAX;
    private static final PhantomStudy FOREIGN = PhantomStudies.MR_HEAD;
    private static final String UNKNOWN = "2.25.4711";

    private static final Set<String> ALL = uids(PhantomStudies.all());
    private static final Set<String> REFERRED_BY_WEBER = uids(PhantomStudies.all().stream()
            .filter(study -> study.referringPhysician().equals(PhantomStudies.WEBER))
            .toList());

    @Test
    void aRadiologistSeesAllStudies(Browser browser, Demo demo) {
        WorklistPage worklist = SignInPage.open(browser, demo).signIn(demo.account("radiologist"));
        worklist.quickRange("all");
        worklist.awaitStudies(ALL);
    }

    @Test
    void aReferringDoctorSeesOnlyTheirOwn(Browser browser, Demo demo) {
        WorklistPage worklist = SignInPage.open(browser, demo).signIn(demo.account("referring"));
        worklist.quickRange("all");
        worklist.awaitStudies(REFERRED_BY_WEBER);

        // Nor can they be found by searching for them.
        worklist.search(FOREIGN.patient().id());
        worklist.awaitCount("0 studies", "0 studies"::equals);
    }

    @Test
    void aReferringDoctorOpensTheirOwnStudy(Browser browser, Demo demo) {
        SignInPage.open(browser, demo, viewer(OWN.studyInstanceUid()))
                .submit("referring", demo.account("referring").password());
        ViewerPage.awaitIn(browser).awaitExact();
    }

    @Test
    void aForeignStudyLooksLikeOneThatDoesNotExist(Browser browser, Demo demo) {
        SignInPage.open(browser, demo).signIn(demo.account("referring"));

        String foreign = page(browser, demo, FOREIGN.studyInstanceUid(), "not available");
        String unknown = page(browser, demo, UNKNOWN, "not available");

        assertThat(foreign).isEqualTo(unknown);
        for (String path : List.of("stream/%s/status", "dicomweb/studies/%s/series/2.25.1/thumbnail")) {
            assertThat(answer(browser, path.formatted(FOREIGN.studyInstanceUid())))
                    .isEqualTo(answer(browser, path.formatted(UNKNOWN)))
                    .startsWith("404");
        }
        String thumbnail = "dicomweb/studies/%s/series/%s/thumbnail"
                .formatted(
                        FOREIGN.studyInstanceUid(), FOREIGN.series().getFirst().seriesInstanceUid());
        assertThat(answer(browser, thumbnail)).startsWith("404");
    }

    @Test
    void anAdministratorSeesNoStudies(Browser browser, Demo demo) {
        WorklistPage worklist = SignInPage.open(browser, demo).signIn(demo.account("admin"));
        assertThat(worklist.hasList()).isFalse();
        assertThat(worklist.text()).contains("No studies for this account");

        assertThat(answer(browser, "stream/" + OWN.studyInstanceUid() + "/status"))
                .startsWith("404");
        assertThat(page(browser, demo, OWN.studyInstanceUid(), "no access"))
                .doesNotContain(OWN.patient().id());
    }

    /** The text of the viewer's page for a study that can't be seen, as soon as it says so. */
    private static String page(Browser browser, Demo demo, String studyInstanceUid, String says) {
        browser.driver().get(demo.url() + viewer(studyInstanceUid));
        return browser.waits().text(By.tagName("body"), "says: " + says, text -> text.contains(says));
    }

    /** Status and body of what the server answers to the signed-in browser. */
    private static String answer(Browser browser, String path) {
        return Objects.requireNonNull(browser.driver().executeAsyncScript("""
                                const [path, done] = arguments;
                                fetch(new URL(path, document.baseURI)).then(async r => done(r.status + ' ' + await r.text()), e => done(String(e)));
                                """, path))
                .toString();
    }

    private static String viewer(String studyInstanceUid) {
        return "viewer?StudyInstanceUIDs=" + studyInstanceUid;
    }

    private static Set<String> uids(List<PhantomStudy> studies) {
        return studies.stream().map(PhantomStudy::studyInstanceUid).collect(Collectors.toSet());
    }
}
