package dev.lightbox.viewer.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)[,}]");
    private static final Pattern COMMENTS = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern ASKED_FOR =
            Pattern.compile("(?:Texts\\.text|texts\\.get|getTranslation)\\(\\s*\"([^\"]*)\"(\\s*\\+)?");
    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z0-9.]+)\"");

    /** Where a literal would be read by a user: constructors of what shows a text, setters of texts, and what is announced. */
    private static final Pattern SHOWN = Pattern.compile(
            "(?:new (?:Button|Paragraph|H[1-6]|Span|Anchor|RouterLink|Text|NativeLabel|Checkbox|Tab|MenuItem"
                    + "|Details|ConfirmDialog|Dialog|TextField|TextArea|DatePicker|Select|ComboBox|RadioButtonGroup)(?:<[^>]*>)?"
                    + "|\\.set(?:Text|Label|Placeholder|AriaLabel|HeaderTitle|HelperText|Title|TooltipText|ErrorMessage|ConfirmText|CancelText|RejectText|Tooltip)"
                    + "|\\.addItem|Notification\\.show|@PageTitle|setAttribute\\(\\s*\"(?:aria-label|title|alt|placeholder)\"\\s*,"
                    + "|setProperty\\(\\s*\"(?:title|label)\"\\s*,)\\(?\\s*\"([^\"]*)\"");

    /** A column's; HTTP has headers of two arguments. */
    private static final Pattern HEADER = Pattern.compile("\\.setHeader\\(\\s*\"([^\"]*)\"\\s*\\)");

    /** Names, not texts. */
    private static final Set<String> NAMES = Set.of("Lightbox", "");

    @Test
    void everyTextIsThereInEveryLanguage() {
        Properties english = file("");
        Properties german = file("_de");

        assertThat(german.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        assertThat(german.values()).doesNotContain("");
    }

    @Test
    void aTranslationFillsInNothingThatItIsntGiven() {
        Properties german = file("_de");
        file("").forEach((key, text) -> assertThat(placeholders((String) text))
                .as(String.valueOf(key))
                .containsAll(placeholders(german.getProperty((String) key))));
    }

    /** MessageFormat would take an ASCII apostrophe for a quote and swallow what follows. */
    @ParameterizedTest
    @EnumSource
    void textsAreFormatsThatCanBeReadAndHaveTypographicApostrophes(Language language) {
        Texts texts = Texts.of(language);
        for (String key : texts.keys()) {
            assertThat(texts.get(key)).as(key).doesNotContain("'", "\"", "...", "\uFFFD");
            assertThat(new MessageFormat(texts.get(key), language.locale()).toPattern())
                    .as(key)
                    .isNotEmpty();
        }
    }

    @Test
    void whatTheViewsAskForIsThereAndWhatIsThereIsAskedFor() {
        Set<String> keys = Texts.of(Language.ENGLISH).keys();
        List<String> unknown = new ArrayList<>();
        Set<String> named = new TreeSet<>();
        for (String code : sources()) {
            ASKED_FOR.matcher(code).results().forEach(asked -> {
                String key = asked.group(1);
                boolean begins = asked.group(2) != null;
                if (begins ? keys.stream().noneMatch(known -> known.startsWith(key)) : !keys.contains(key)) {
                    unknown.add(key);
                }
            });
            LITERAL.matcher(code).results().forEach(literal -> named.add(literal.group(1)));
        }
        assertThat(unknown).isEmpty();
        assertThat(keys)
                .filteredOn(key -> !named.contains(key)
                        && !named.contains(key.replaceAll("\\.text$", ""))
                        && named.stream().noneMatch(literal -> literal.endsWith(".") && key.startsWith(literal)))
                .isEmpty();
    }

    @Test
    void noViewShowsATextOfItsOwn() throws IOException {
        List<String> literals = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Stream.of(SHOWN, HEADER)
                        .flatMap(pattern -> pattern.matcher(code(file)).results())
                        .map(found -> found.group(1))
                        .filter(text -> !NAMES.contains(text))
                        .forEach(text -> literals.add(file.getFileName() + ": " + text));
            }
        }
        assertThat(literals).as("texts belong into src/main/resources/texts").isEmpty();
    }

    @Test
    void theSearchForLiteralsFindsThem() {
        assertThat(Stream.of(
                        "new Button(\"Sign out\", click)",
                        "new Span(\n   \"two\")",
                        "field.setLabel(\"Name\")",
                        "Notification.show(\n  \"x\")",
                        "@PageTitle(\"Worklist\")",
                        "e.setAttribute(\"aria-label\", \"Studies\")"))
                .allMatch(code -> SHOWN.matcher(code).find());
        assertThat(HEADER.matcher("column.setHeader(\"Patient\")").find()).isTrue();
        assertThat(SHOWN.matcher("new Button(Texts.text(\"signOut\"), click)").find())
                .isFalse();
    }

    @Test
    void numbersAndDatesAreWrittenAsTheLanguageDoes() {
        LocalDate day = LocalDate.of(2026, 11, 3);
        Texts english = Texts.of(Language.ENGLISH);
        Texts german = Texts.of(Language.GERMAN);

        assertThat(english.date(day)).isEqualTo("2026-11-03");
        assertThat(german.date(day)).isEqualTo("03.11.2026");
        assertThat(german.date(null)).isEmpty();
        assertThat(english.get("worklist.count", 1)).isEqualTo("1 study");
        assertThat(english.get("worklist.count", 12_345)).isEqualTo("12,345 studies");
        assertThat(german.get("worklist.count", 1)).isEqualTo("1 Studie");
        assertThat(german.get("worklist.count", 12_345)).isEqualTo("12.345 Studien");
        assertThat(german.get("worklist.count", 0)).isEqualTo("0 Studien");
    }

    @Test
    void germanDateFieldsHaveGermanMonthsAndTakeWhatPeopleType() {
        var i18n = DateFields.i18n(Texts.of(Language.GERMAN));

        assertThat(i18n.getMonthNames()).startsWith("Januar", "Februar", "März").hasSize(12);
        assertThat(i18n.getWeekdays()).startsWith("Sonntag", "Montag");
        assertThat(i18n.getWeekdaysShort()).startsWith("So", "Mo");
        assertThat(i18n.getFirstDayOfWeek()).isEqualTo(1);
        assertThat(i18n.getDateFormats()).startsWith("dd.MM.yyyy").contains("yyyy-MM-dd");
        assertThat(DateFields.i18n(Texts.of(Language.ENGLISH)).getDateFormats()).containsExactly("yyyy-MM-dd");
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .map(TextsTest::code)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(Path file) {
        try {
            return COMMENTS.matcher(Files.readString(file)).replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties file(String suffix) {
        Properties texts = new Properties();
        try (InputStream file = Objects.requireNonNull(
                TextsTest.class.getResourceAsStream("/texts/messages" + suffix + ".properties"))) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
