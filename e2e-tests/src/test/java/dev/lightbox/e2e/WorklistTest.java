package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.WorklistPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Dimension;

/** Finding a study. */
@ExtendWith(ProductExtension.class)
class WorklistTest {

    private static final String CT_TODAY = PhantomStudies.CT_HEAD_TO_THORAX.studyInstanceUid();
    private static final String CT_PRIOR = PhantomStudies.CT_THORAX_PRIOR.studyInstanceUid();

    private WorklistPage worklist;

    @BeforeEach
    void openTheWorklist(Browser browser, Demo demo) {
        worklist = SignInPage.open(browser, demo).signIn(demo.account("radiologist"));
        worklist.quickRange("all");
        worklist.awaitCount("all studies", (PhantomStudies.all().size() + " studies")::equals);
    }

    @Test
    void searchingByNameFindsThePatientsStudies() {
        worklist.search("mustermann");
        worklist.awaitStudies(Set.of(CT_TODAY, CT_PRIOR));
        worklist.awaitCount("2 studies", "2 studies"::equals);
    }

    @Test
    void searchingByPatientIdOrAccessionNumberFindsThem() {
        worklist.search(PhantomStudies.MUSTERMANN.id());
        worklist.awaitStudies(Set.of(CT_TODAY, CT_PRIOR));

        PhantomStudy ultrasound = PhantomStudies.US_HEART;
        worklist.search(ultrasound.accessionNumber());
        worklist.awaitStudies(Set.of(ultrasound.studyInstanceUid()));
    }

    @Test
    void aColumnsFilterNarrowsTheList() {
        worklist.filter("referring", "okafor");
        worklist.awaitStudies(Set.of(
                PhantomStudies.CR_CHEST.studyInstanceUid(),
                PhantomStudies.DX_HAND.studyInstanceUid(),
                PhantomStudies.US_HEART_RLE.studyInstanceUid()));

        worklist.filter("patient", "yamada");
        worklist.awaitStudies(
                Set.of(PhantomStudies.CR_CHEST.studyInstanceUid(), PhantomStudies.US_HEART_RLE.studyInstanceUid()));
    }

    @Test
    void theQuickRangesGoByTheStudyDate() {
        worklist.search("mustermann");
        worklist.awaitStudies(Set.of(CT_TODAY, CT_PRIOR));

        worklist.quickRange("week");
        worklist.awaitStudies(Set.of(CT_TODAY));
    }

    @Test
    void onAPhoneAStudyIsOneColumnThatOpensIt(Browser browser) {
        worklist.search("mustermann");
        worklist.awaitStudies(Set.of(CT_TODAY, CT_PRIOR));
        browser.driver().manage().window().setSize(new Dimension(500, 900));

        worklist.awaitLink(
                CT_TODAY,
                "name, birth, modality and description",
                text -> text.contains("Mustermann") && text.contains("1958-03-14") && text.contains("CT Kopf"));
        assertThat(browser.driver().executeScript("return document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0L);
        worklist.open(CT_TODAY);
    }

    @Test
    void aSearchThatFindsNothingSaysSo() {
        worklist.search("nobody-of-this-name");
        worklist.awaitCount("0 studies", "0 studies"::equals);
        assertThat(worklist.text()).contains("No study matches");
    }

    @Test
    void filtersAreKeptWhenComingBackFromAStudy(Browser browser) {
        worklist.search("mustermann");
        worklist.awaitStudies(Set.of(CT_TODAY, CT_PRIOR));

        WorklistPage again = worklist.open(CT_TODAY).back();

        again.awaitStudies(Set.of(CT_TODAY, CT_PRIOR));
    }

    @Test
    void aStudyOpensByTheKeyboard() {
        worklist.openByKeyboard(CT_TODAY).awaitExact();
    }
}
