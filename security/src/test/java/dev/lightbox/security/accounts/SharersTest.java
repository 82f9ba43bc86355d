package dev.lightbox.security.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SharersTest {

    private final FakeDirectory accounts = new FakeDirectory();
    private final List<String> followed = new ArrayList<>();
    private final Set<String> subjects = new TreeSet<>();
    private final Sharers sharers = new Sharers(accounts, () -> subjects, (subject, roles) -> {
        followed.add(subject + " " + roles);
        return 0;
    });

    @Test
    void asksForEverybodyWhoSharesWhetherTheyStillCould() {
        accounts.add("disabled", false, false, Role.RADIOLOGIST);
        accounts.add("moved", true, false, Role.ADMIN);
        accounts.add("ruth", true, false, Role.RADIOLOGIST);
        accounts.add("idle", true, false, Role.RADIOLOGIST);
        subjects.addAll(Set.of("disabled", "gone", "moved", "ruth"));

        sharers.check();

        assertThat(followed).containsExactly("disabled []", "gone []", "moved [ADMIN]", "ruth [RADIOLOGIST]");
    }

    @Test
    void nothingFollowsWhileKeycloakDoesNotAnswer() {
        accounts.add("ruth", true, false, Role.RADIOLOGIST);
        subjects.add("ruth");
        accounts.answers = false;
        sharers.check();
        assertThat(followed).isEmpty();

        accounts.answers = true;
        sharers.check();
        assertThat(followed).containsExactly("ruth [RADIOLOGIST]");
    }
}
