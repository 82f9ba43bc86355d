package dev.lightbox.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.e2e.line.Line;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void withoutOptionsEverythingIsMeasured() throws Exception {
        Options options = Options.parse(List.of());
        assertThat(options.lines()).containsExactly(Line.LOCAL, Line.HOME, Line.FAR);
        assertThat(options.kinds()).containsExactly(Kind.values());
        assertThat(options.amounts()).isEqualTo(Amounts.FULL);
        assertThat(options.json()).isEmpty();
    }

    @Test
    void lineKindAmountAndFileCanBeChosen() throws Exception {
        Options options = Options.parse(List.of("--line", "far", "--only", "wheel", "--quick", "--json", "out.json"));
        assertThat(options.lines()).containsExactly(Line.FAR);
        assertThat(options.kinds()).containsExactly(Kind.WHEEL);
        assertThat(options.amounts()).isEqualTo(Amounts.QUICK);
        assertThat(options.json()).contains(Path.of("out.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "--line near, one of local",
        "--only everything, one of memory",
        "--json, needs a value",
        "--nonsense, unknown option: --nonsense"
    })
    void whatIsTypedWrongIsExplained(String arguments, String explanation) {
        assertThatThrownBy(() -> Options.parse(List.of(arguments.split(" "))))
                .isInstanceOf(Options.UsageException.class)
                .hasMessageContaining(explanation);
    }
}
