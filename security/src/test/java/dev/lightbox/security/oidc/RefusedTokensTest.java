package dev.lightbox.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedTokensTest {

    private final List<AuditEvent> recorded = new ArrayList<>();
    private long nanos;
    private final RefusedTokens refused = new RefusedTokens(recorded::add, () -> nanos);

    @Test
    void anAddressHasOneRecordAMinuteForEachReasonWithTheNumberOfThoseBefore() {
        for (int i = 0; i < 1000; i++) {
            refused.record("192.0.2.7", RefusedTokens.Reason.FORGED);
        }
        refused.record("192.0.2.7", RefusedTokens.Reason.EXPIRED);
        refused.record("192.0.2.8", RefusedTokens.Reason.FORGED);
        nanos += Duration.ofMinutes(1).toNanos();
        refused.record("192.0.2.7", RefusedTokens.Reason.FORGED);

        assertThat(recorded)
                .extracting(AuditEvent::kind)
                .containsExactly(
                        AuditKind.ATTACK_SUSPECTED,
                        AuditKind.ACCESS_DENIED,
                        AuditKind.ATTACK_SUSPECTED,
                        AuditKind.ATTACK_SUSPECTED);
        assertThat(recorded.getLast().description()).endsWith("and 999 more before");
        assertThat(recorded.getLast().user().address()).isEqualTo("192.0.2.7");
    }
}
