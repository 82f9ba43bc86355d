package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class AuditCommandTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String expect) throws IOException {
        out.reset();
        MockEnvironment settings = new MockEnvironment().withProperty("lightbox.data-directory", directory.toString());
        if (!expect.isEmpty()) {
            settings.setProperty("expect", expect);
        }
        try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            return AuditCommand.run(settings, List.of("verify"), print, print);
        }
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysThatThereIsNoTrail() throws IOException {
        assertThat(run("")).isEqualTo(2);
        assertThat(said()).contains("There is no audit trail in");
    }

    @Test
    void verifiesWhileTheServerHasItOpenAndNoticesChangesAndALostEnd() throws IOException {
        TestDatabase database = TestDatabase.in(directory);
        for (int i = 0; i < 3; i++) {
            database.trail().record(AuditEvent.done(AuditKind.SIGNED_IN, AuditUser.unknown("192.0.2.7")));
        }
        assertThat(run("")).isZero();
        assertThat(said()).contains("is intact: 3 records");
        String anchor = said().substring(said().lastIndexOf("3:")).strip();
        assertThat(run(anchor)).isZero();

        // Whoever can write the database cuts off the end, and life goes on.
        String before = database.trail().following(1, 1).getFirst().hash();
        database.jdbc().sql("DELETE FROM audit_record WHERE sequence = 3").update();
        database.jdbc()
                .sql("UPDATE audit_head SET sequence = 2, hash = ?")
                .param(before)
                .update();
        database.trail().record(AuditEvent.done(AuditKind.SIGNED_OUT, AuditUser.unknown("192.0.2.7")));
        assertThat(run("")).as("the chain alone can't tell").isZero();
        assertThat(run(anchor)).isEqualTo(1);
        assertThat(said()).contains("doesn't hold 3:");

        database.jdbc()
                .sql("UPDATE audit_record SET source_address = '' WHERE sequence = 2")
                .update();
        assertThat(run("")).isEqualTo(1);
        assertThat(said()).contains("NOT intact: record 2");
        database.shutDown();
    }
}
