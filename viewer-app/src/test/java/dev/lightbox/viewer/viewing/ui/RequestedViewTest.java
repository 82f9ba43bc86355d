package dev.lightbox.viewer.viewing.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedViewTest {

    @Test
    void passesOnWhatALinkHolds() {
        String view = "1x2~a0_s2.25.2~i2.25.2.4~f1~c-600.5~w1500~n_-";
        assertThat(RequestedView.parse(List.of(view))).contains(view);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\"><script>", "1x1%00", "ä"})
    void passesOnNothingElse(String view) {
        assertThat(RequestedView.parse(List.of(view))).isEmpty();
    }

    @Test
    void passesOnNeitherTooMuchNorTwo() {
        assertThat(RequestedView.parse(List.of("1".repeat(6001)))).isEmpty();
        assertThat(RequestedView.parse(List.of("1x1", "1x1"))).isEmpty();
        assertThat(RequestedView.parse(List.of())).isEmpty();
    }
}
