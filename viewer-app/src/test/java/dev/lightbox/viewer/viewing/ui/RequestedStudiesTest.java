package dev.lightbox.viewer.viewing.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestedStudiesTest {

    @Test
    void readsSeveralByCommasOrParametersEachOnce() {
        assertThat(RequestedStudies.parse(List.of("1.2.3, 1.2.4", "1.2.3", "1.2.5\\1.2.6")))
                .isEqualTo(new RequestedStudies(List.of("1.2.3", "1.2.4", "1.2.5", "1.2.6"), false));
    }

    @Test
    void tellsWhatIsNoUid() {
        assertThat(RequestedStudies.parse(List.of("<script>", "1.2.3")))
                .isEqualTo(new RequestedStudies(List.of("1.2.3"), true));
        assertThat(RequestedStudies.parse(List.of("../../etc"))).isEqualTo(new RequestedStudies(List.of(), true));
        assertThat(RequestedStudies.parse(List.of())).isEqualTo(new RequestedStudies(List.of(), false));
    }

    @Test
    void readsNoMoreThanAnybodyOpens() {
        assertThat(RequestedStudies.parse(List.of(String.join(",", Collections.nCopies(100_000, "1.2.3"))))
                        .uids())
                .containsExactly("1.2.3");
    }
}
