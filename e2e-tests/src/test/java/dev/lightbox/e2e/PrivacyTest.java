package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.browser.ProfileSearch;
import dev.lightbox.e2e.browser.Shadow;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.pages.MeasuringPage;
import dev.lightbox.e2e.pages.PlanesPage;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.SignedOutPage;
import dev.lightbox.e2e.pages.Spot;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.MrPhantom;
import dev.lightbox.engine.phantom.PhantomSeries;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.VoxelGrid;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nothing of a patient stays in the browser: a study is read with its report, key images, letter, measurements and planes; then the user signs out, Chromium ends, and its
 * whole profile is searched.
 */
@ExtendWith(ProductExtension.class)
class PrivacyTest {

    private static final PhantomStudy STUDY = PhantomStudies.MR_HEAD_PRIOR;

    /** Keeps the newest pictures that come over the page's sockets, so that the test knows what to look for. */
    private static final String RECORD = """
            window.testPictures = [];
            window.WebSocket = class extends WebSocket {
              constructor(...args) {
                super(...args);
                this.addEventListener('message', ({data}) => {
                  if (data instanceof ArrayBuffer && data.byteLength > 2000) {
                    window.testPictures.push(data);
                    window.testPictures.splice(0, window.testPictures.length - 6);
                  }
                });
              }
            };
            """;

    private static final String TO_TEXT = """
            const text = bytes => {
              let letters = '';
              new Uint8Array(bytes).forEach(byte => { letters += String.fromCharCode(byte); });
              return btoa(letters);
            };
            """;

    private static final String PLANT = """
            const [name, id, uid, done] = arguments;
            const plant = async () => {
              localStorage.setItem('planted', name);
              document.title = id;
              history.pushState(null, '', '?planted=' + uid);
              const cache = await caches.open('planted');
              await cache.put('picture', new Response(window.testPictures.at(-1)));
              const database = await new Promise((resolve, reject) => {
                const opening = indexedDB.open('planted', 1);
                opening.onupgradeneeded = () => opening.result.createObjectStore('planted');
                opening.onsuccess = () => resolve(opening.result);
                opening.onerror = () => reject(opening.error);
              });
              await new Promise((resolve, reject) => {
                const writing = database.transaction('planted', 'readwrite', {durability: 'strict'});
                writing.objectStore('planted').put({name: name + ' in a database'}, 1);
                writing.oncomplete = resolve;
                writing.onerror = () => reject(writing.error);
              });
            };
            plant().then(() => done('planted'), error => done(String(error)));
            """;

    @Test
    void nothingOfThePatientIsLeftBehind(Demo demo) {
        try (Browser browser = Browser.open()) {
            ProfileSearch search = read(browser, demo);
            signOut(browser);
            Set<String> found = search.in(browser.quit());
            assertThat(found)
                    .as(
                            "but for the UIDs in the addresses of the page and of the letter's frame, which the browser remembers")
                    .isEmpty();
        }
    }

    @Test
    void whatIsLeftBehindIsFound(Demo demo) {
        try (Browser browser = Browser.open()) {
            ProfileSearch search = read(browser, demo);
            // Each where Chromium keeps things its own way: LevelDB, LevelDB with UTF-16, a cache of answers, and
            // SQLite.
            browser.driver()
                    .executeAsyncScript(
                            PLANT,
                            family(),
                            STUDY.patient().id(),
                            STUDY.series(1).seriesInstanceUid());
            signOut(browser);
            Set<String> found = search.in(browser.quit());
            assertThat(found)
                    .anyMatch(one -> one.startsWith(family() + " in ") && one.contains("Local Storage"))
                    .anyMatch(one -> one.startsWith(family() + " in ") && one.contains("IndexedDB"))
                    .anyMatch(one -> one.startsWith(STUDY.patient().id() + " in ") && one.contains("History"))
                    .anyMatch(one ->
                            one.startsWith(STUDY.series(1).seriesInstanceUid() + " in ") && one.contains("History"))
                    .anyMatch(one -> one.startsWith("the newest picture in ") && one.contains("CacheStorage"));
        }
    }

    /** Reads the study, and says what must not be found of it. */
    private static ProfileSearch read(Browser browser, Demo demo) {
        browser.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", RECORD));
        SignInPage.open(browser, demo, "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                .submit("radiologist", demo.account("radiologist").password());
        ViewerPage viewer = ViewerPage.awaitIn(browser);
        viewer.awaitExact();
        viewer.wheel(5);
        viewer.awaitExact("slice 6", picture -> picture.slice() == 6);

        VoxelGrid grid = MrPhantom.obliqueHeadPrior().grid();
        MeasuringPage.Framing fitted = new MeasuringPage.Framing(grid.columns(), grid.rows(), 0);
        viewer.press("d");
        viewer.measuring().drag(fitted, new Spot(60, 60), new Spot(140, 120));
        viewer.measuring().awaitAnswered(1);
        viewer.pressEscape();

        viewer.openSeries(STUDY.series(2).seriesInstanceUid());
        viewer.awaitText("document", "the report", text -> text.contains("Length"));
        viewer.openSeries(STUDY.series(3).seriesInstanceUid());
        viewer.awaitText("document", "the key images", text -> text.contains("Für die Besprechung"));
        PhantomSeries letter = STUDY.series(4);
        viewer.openSeries(letter.seriesInstanceUid());
        browser.waits()
                .until(
                        "the letter's frame",
                        page -> Shadow.findAll(page, "[data-testid='document-pdf']"),
                        frames -> frames.size() == 1);
        viewer.clickTestId("document-close");
        ProfileSearch search =
                new ProfileSearch().bytes("a picture", picture(browser)).bytes("the thumbnail", thumbnail(browser));

        // The report's measured picture is in a stack that makes a volume.
        PlanesPage planes = viewer.planes();
        planes.awaitExact("axial");
        search.bytes("the newest picture", picture(browser));
        planes.leave().awaitExact();

        search.text(family()).text(STUDY.patient().id()).text(STUDY.accessionNumber());
        search.textUnlessAfter(List.of("StudyInstanceUIDs=", "/documents/"), STUDY.studyInstanceUid());
        STUDY.series().forEach(series -> {
            if (series.equals(letter)) {
                search.textUnlessAfter(
                        List.of("/documents/" + STUDY.studyInstanceUid() + "/series/"), series.seriesInstanceUid());
            } else {
                search.text(series.seriesInstanceUid());
            }
        });
        return search;
    }

    private static String family() {
        return STUDY.patient().name().split("\\^", 2)[0];
    }

    private static byte[] picture(Browser browser) {
        return Base64.getDecoder()
                .decode(String.valueOf(
                        browser.driver().executeScript(TO_TEXT + "return text(window.testPictures.at(-1));")));
    }

    private static byte[] thumbnail(Browser browser) {
        String path = "dicomweb/studies/" + STUDY.studyInstanceUid() + "/series/"
                + STUDY.series(1).seriesInstanceUid() + "/thumbnail";
        return Base64.getDecoder()
                .decode(String.valueOf(
                        Objects.requireNonNull(browser.driver().executeAsyncScript(TO_TEXT + """
                        const [path, done] = arguments;
                        fetch(new URL(path, document.baseURI)).then(async r => done(text(await r.arrayBuffer())), e => done(String(e)));
                        """, path))));
    }

    private static void signOut(Browser browser) {
        browser.waits()
                .until(
                        "the button to sign out",
                        page -> Shadow.find(page, "[data-testid='sign-out']"),
                        org.openqa.selenium.WebElement::isDisplayed)
                .click();
        SignedOutPage.awaitIn(browser);
    }
}
