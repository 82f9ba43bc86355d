package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.environment.Account;
import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.KeycloakAdmin;
import dev.lightbox.e2e.environment.ProductExtension;
import dev.lightbox.e2e.environment.ScriptedBrowser;
import dev.lightbox.engine.phantom.PhantomSeries;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each thing that somebody does by HTTP and by the stream, done once, is one record of the audit trail: read as an administrator reads it. */
@ExtendWith(ProductExtension.class)
class AuditedOnceTest {

    private static final PhantomStudy STUDY = PhantomStudies.MR_HEAD_PRIOR;
    private static final String UNKNOWN = "2.25.4711";
    private static final String USERNAME = "audited-once";
    private static final int REPORT = 2;
    private static final int LETTER = 4;
    private static final int MOST_TRIES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Demo demo;
    private final KeycloakAdmin keycloak;
    private final Account account;
    private final ScriptedBrowser user;
    private final ScriptedBrowser administrator;

    /** What is done, as kind and outcome. */
    private final List<String> expected = new ArrayList<>();

    private String begun = "";

    AuditedOnceTest(Demo demo) {
        this.demo = demo;
        keycloak = new KeycloakAdmin(demo);
        account = keycloak.createUser(USERNAME, "a-password-of-the-tests-1", "radiologist");
        user = new ScriptedBrowser(demo, Map.of());
        administrator = new ScriptedBrowser(demo, Map.of());
    }

    @BeforeEach
    void letTheAdministratorIn() {
        administrator.signIn("", demo.account("admin"));
        begun = Instant.now().toString();
    }

    @AfterEach
    void deleteTheAccount() {
        user.close();
        administrator.close();
        keycloak.deleteUser(USERNAME);
    }

    /** Kinds and outcomes, oldest first. @param criteria of the export */
    private List<String> records(String criteria) {
        ScriptedBrowser.Visit export = administrator.go(
                "audit-export/csv?from=" + URLEncoder.encode(begun, StandardCharsets.UTF_8) + "&" + criteria);
        assertThat(export.answer().statusCode()).isEqualTo(200);
        return export.answer()
                .body()
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .sorted((one, other) -> Long.compare(number(one[0]), number(other[0])))
                .map(cells -> (cells[2] + " " + cells[3]).replace("\"", ""))
                .toList();
    }

    private static long number(String cell) {
        return Long.parseLong(cell.replace("\"", ""));
    }

    private void done(String kind) {
        expected.add(kind + " SUCCESS");
        isRecorded();
    }

    private void refused(String kind) {
        expected.add(kind + " MINOR_FAILURE");
        isRecorded();
    }

    /** What is recorded before it is done is there by now. */
    private void isRecorded() {
        assertThat(records("user=" + USERNAME)).containsExactlyElementsOf(expected);
    }

    private int status(String path) {
        return user.go(path).answer().statusCode();
    }

    /** Where the server is too busy for a picture it sends nothing, and so records nothing: it is asked again. */
    private int delivered(String picture) {
        int status = status(picture);
        for (int again = 0; again < MOST_TRIES && status == 503; again++) {
            status = status(picture);
        }
        return status;
    }

    @Test
    void whatSomebodyDoesOnceIsOneRecord() throws Exception {
        user.signIn("", account);
        done("SIGNED_IN");

        PhantomSeries pictures = STUDY.series(1);
        String study = STUDY.studyInstanceUid();
        String series = "dicomweb/studies/" + study + "/series/" + pictures.seriesInstanceUid();
        String instance =
                series + "/instances/" + pictures.instances().getFirst().sopInstanceUid();
        for (String picture : List.of(
                instance + "/rendered",
                instance + "/frames/1/rendered",
                series + "/renderedmpr",
                series + "/rendered3d")) {
            assertThat(delivered(picture)).as(picture).isEqualTo(200);
            done("IMAGES_TRANSFERRED");
        }
        // A list asks for dozens of these: together they are one.
        assertThat(status("dicomweb/studies/" + study + "/thumbnail")).isEqualTo(200);
        done("IMAGES_TRANSFERRED");
        for (String again : List.of(series + "/thumbnail", instance + "/thumbnail", instance + "/frames/1/thumbnail")) {
            assertThat(status(again)).as(again).isEqualTo(200);
        }
        isRecorded();

        documents(study);
        stream(study);
        denied();

        keycloak.signOut(USERNAME);
        expected.add("SIGNED_OUT SUCCESS");
        awaitRecords();
        assertThat(status("session")).isEqualTo(401);
        isRecorded();
    }

    private void documents(String study) {
        assertThat(status("documents/" + study)).isEqualTo(200);
        done("IMAGES_TRANSFERRED");
        String report = document(study, REPORT);
        assertThat(status(report)).isEqualTo(200);
        done("IMAGES_TRANSFERRED");
        assertThat(status(report + "/file")).isEqualTo(200);
        done("EXPORTED");
        String letter = document(study, LETTER);
        assertThat(status(letter)).isEqualTo(200);
        done("IMAGES_TRANSFERRED");
        // The document's own pages.
        assertThat(status(letter + "/pdf")).isEqualTo(200);
        isRecorded();
    }

    private static String document(String study, int number) {
        PhantomSeries series = STUDY.series(number);
        return "documents/" + study + "/series/" + series.seriesInstanceUid() + "/instances/"
                + series.instances().getFirst().sopInstanceUid();
    }

    private void stream(String study) throws Exception {
        Heard heard = new Heard();
        WebSocket stream = user.stream("stream/" + study, heard);
        heard.await("study");
        done("STUDY_OPENED");
        send(
                stream,
                "{\"type\":\"series\",\"viewport\":0,\"sequence\":1,\"seriesInstanceUID\":\"%s\"}"
                        .formatted(STUDY.series(1).seriesInstanceUid()));
        heard.await("series");
        isRecorded();
        int number = 0;
        for (String form : List.of("png", "jpeg", "print")) {
            send(
                    stream,
                    "{\"type\":\"export\",\"viewport\":0,\"number\":%d,\"form\":\"%s\",\"slice\":1,\"patientText\":false}"
                            .formatted(++number, form));
            assertThat(heard.await("export")).contains("\"refusal\":null");
            done("EXPORTED");
        }
        send(stream, "{\"type\":\"beside\",\"studyInstanceUID\":\"" + UNKNOWN + "\"}");
        assertThat(heard.await("beside")).contains("not-available");
        refused("ACCESS_DENIED");
        stream.abort();
    }

    private void denied() {
        for (String door : List.of(
                "stream/" + UNKNOWN + "/status",
                "dicomweb/studies/" + UNKNOWN + "/thumbnail",
                "dicomweb/studies/" + UNKNOWN + "/series/2.25.1/instances/2.25.2/rendered",
                "dicomweb/studies/" + UNKNOWN + "/series/2.25.1/renderedmpr",
                "documents/" + UNKNOWN,
                "documents/" + UNKNOWN + "/series/2.25.1/instances/2.25.2/file")) {
            assertThat(status(door)).as(door).isEqualTo(404);
            refused("ACCESS_DENIED");
        }
    }

    /** Of nobody that is known yet. */
    @Test
    void aSignInThatFailsIsOneRecord() {
        assertThat(user.go("login/oauth2/code/lightbox?state=x&code=y").end().getPath())
                .endsWith("/sign-in-failed");
        assertThat(records("kind=SIGNED_IN&outcome=MINOR_FAILURE")).hasSize(1);
        assertThat(user.go("share").answer().statusCode()).isEqualTo(200);
        assertThat(records("kind=SHARE_USED")).isEmpty();
    }

    /** Where the record comes after what is recorded. */
    private void awaitRecords() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!records("user=" + USERNAME).equals(expected) && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void send(WebSocket stream, String message) {
        stream.sendText(message, true).join();
    }

    /** Events of a stream, whole. */
    private static final class Heard implements WebSocket.Listener {

        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        String await(String type) throws InterruptedException {
            while (true) {
                String event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("no event " + type);
                }
                if (event.startsWith("{\"type\":\"" + type + "\"")) {
                    return event;
                }
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                events.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
