package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.browser.Browser;
import dev.lightbox.e2e.environment.Node;
import dev.lightbox.e2e.environment.OrthancDemo;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.environment.ScriptedBrowser;
import dev.lightbox.e2e.pages.ShareDialogPage;
import dev.lightbox.e2e.pages.SignInPage;
import dev.lightbox.e2e.pages.ViewerPage;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database, copied while its node runs, as the administrator's guide says, and a whole node that starts on the copy, and is killed. */
@ExtendWith(ProductExtension.class)
class RestoredNodeTest {

    private static final PhantomStudy STUDY = PhantomStudies.CT_HEAD_TO_THORAX;
    private static final Pattern INTACT = Pattern.compile("The audit trail is intact: (\\d+) records?");

    @TempDir
    Path data;

    @Test
    void aNodeGoesOnOnACopyAndAfterSigkillEachActHasItsOneRecord(Browser browser, OrthancDemo product)
            throws IOException {
        String token = share(browser, product);
        Path file = Path.of("database", "lightbox.mv.db");
        Files.createDirectories(data.resolve("database"));
        Files.copy(product.demo().work().resolve("data").resolve(file), data.resolve(file));

        int records;
        try (Node node = Node.start(product, data)) {
            records = records(node);
            visit(node, token);
            records += 4;
            assertThat(records(node)).as("while it runs").isEqualTo(records);
            node.kill();
            assertThat(records(node)).as("after SIGKILL").isEqualTo(records);
        }
        try (Node node = Node.start(product, data)) {
            records++;
            assertThat(records(node)).as("started again").isEqualTo(records);
            visit(node, token);
            records += 4;
            assertThat(records(node)).as("opened again").isEqualTo(records);
        }
    }

    private static String share(Browser browser, OrthancDemo product) {
        SignInPage.open(browser, product.demo(), "viewer?StudyInstanceUIDs=" + STUDY.studyInstanceUid())
                .submit("radiologist", product.demo().account("radiologist").password());
        ViewerPage.awaitIn(browser).awaitExact();
        ShareDialogPage dialog = ShareDialogPage.open(browser).recipient("Dr. Miller");
        dialog.make();
        String link = dialog.told("link");
        dialog.done();
        return link.substring(link.indexOf('#') + 1);
    }

    private static int records(Node node) {
        String said = node.verifyAudit();
        Matcher intact = INTACT.matcher(said);
        assertThat(intact.find()).as(said).isTrue();
        return Integer.parseInt(intact.group(1));
    }

    /** Four acts: the link is opened, small pictures and a list of documents are sent, another study is refused. */
    private static void visit(Node node, String token) {
        try (ScriptedBrowser guest = new ScriptedBrowser(node)) {
            ScriptedBrowser.Visit opened = guest.openShare(token);
            assertThat(opened.answer().statusCode()).isEqualTo(200);
            assertThat(opened.end().getPath()).startsWith("/shared/").endsWith("/viewer");
            String base = opened.end().getPath().replaceFirst("^/(.*/)viewer$", "$1");
            String study = STUDY.studyInstanceUid();
            assertThat(status(
                            guest,
                            base + "dicomweb/studies/" + study + "/series/"
                                    + STUDY.series(1).seriesInstanceUid() + "/thumbnail"))
                    .isEqualTo(200);
            assertThat(status(guest, base + "documents/" + study)).isEqualTo(200);
            assertThat(status(guest, base + "documents/2.25.4711")).isEqualTo(404);
        }
    }

    private static int status(ScriptedBrowser guest, String path) {
        return guest.go(path).answer().statusCode();
    }
}
