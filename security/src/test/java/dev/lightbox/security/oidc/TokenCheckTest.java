package dev.lightbox.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.client.ResourceAccessException;

class TokenCheckTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Map<String, Object> RADIOLOGIST =
            Map.of("active", true, "sub", "sub-1", "roles", List.of("radiologist"));

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private Map<String, Object> answer = RADIOLOGIST;
    private boolean answers = true;
    private long nanos = Long.MAX_VALUE - 10;

    private final TokenCheck check = new TokenCheck(this::ask, INTERVAL, () -> nanos);

    private Map<String, Object> ask(String token) {
        asked.add(token);
        if (!answers) {
            throw new ResourceAccessException("connection refused\nforged line");
        }
        return answer;
    }

    private static Jwt token(String value) {
        return Jwt.withTokenValue(value).header("alg", "RS256").subject("sub-1").build();
    }

    private Optional<User> user() throws TokenCheck.UnansweredException {
        return check.user(token("one"));
    }

    @Test
    void asksOnceInTheIntervalHoweverManyPicturesAreFetched() throws Exception {
        for (int picture = 0; picture < 100; picture++) {
            assertThat(user()).isPresent();
        }
        assertThat(asked).containsExactly("one");

        nanos += INTERVAL.toNanos();
        user();
        check.user(token("two"));
        assertThat(asked).containsExactly("one", "one", "two");
    }

    @Test
    void aDisabledUsersTokenCountsForLessThanAMinute() throws Exception {
        user();
        answer = Map.of("active", false);
        nanos += INTERVAL.toNanos() - 1;
        assertThat(user()).isPresent();
        nanos++;
        assertThat(user()).isEmpty();
        nanos++;
        assertThat(user()).as("remembered").isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatTheUserMayDoIsWhatKeycloakSaysNow() throws Exception {
        assertThat(user().orElseThrow().roles()).containsExactly(Role.RADIOLOGIST);
        nanos += INTERVAL.toNanos();
        answer = Map.of("active", true, "sub", "sub-1");
        assertThat(user().orElseThrow().roles()).isEmpty();
    }

    @Test
    void anAnswerThatIsNoneLetsNobodyIn() throws Exception {
        for (Map<String, Object> nonsense : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("active", "true", "sub", "sub-1"),
                Map.of("active", true),
                Map.of("active", true, "sub", "sub-2", "roles", List.of("radiologist")))) {
            answer = nonsense;
            nanos += INTERVAL.toNanos();
            assertThat(user()).as(nonsense.toString()).isEmpty();
        }
    }

    @Test
    void whileKeycloakDoesNotAnswerItsLastWordCountsForAMinuteAndNoLonger() throws Exception {
        user();
        answers = false;
        nanos += TokenCheck.LONGEST.toNanos() - 1;
        assertThat(user()).isPresent();
        nanos++;
        assertThatThrownBy(this::user).isInstanceOf(TokenCheck.UnansweredException.class);
        assertThatThrownBy(() -> check.user(token("new"))).isInstanceOf(TokenCheck.UnansweredException.class);

        answers = true;
        assertThat(user()).isPresent();
    }

    @Test
    @Timeout(20)
    void manyRequestsAtOnceWithOneTokenAskOnce() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<User>>> requests = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                requests.add(threads.submit(() -> {
                    start.await();
                    return user();
                }));
            }
            start.countDown();
            for (Future<Optional<User>> request : requests) {
                assertThat(request.get()).isPresent();
            }
        }
        assertThat(asked).hasSize(1);
    }
}
