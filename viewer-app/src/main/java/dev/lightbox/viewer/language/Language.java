package dev.lightbox.viewer.language;

import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages that the pages are written in. */
public enum Language {
    /** Dates as in ISO 8601: 1/11 and 11/1 are read differently from country to country. */
    ENGLISH("en", Locale.UK, "English", "yyyy-MM-dd"),
    GERMAN("de", Locale.GERMANY, "Deutsch", "dd.MM.yyyy");

    private final String tag;
    private final Locale locale;
    private final String ownName;
    private final String datePattern;
    private final DateTimeFormatter dates;

    Language(String tag, Locale locale, String ownName, String datePattern) {
        this.tag = tag;
        this.locale = locale;
        this.ownName = ownName;
        this.datePattern = datePattern;
        this.dates = DateTimeFormatter.ofPattern(datePattern, locale);
    }

    /** As HTML and HTTP name it (BCP 47). */
    public String tag() {
        return tag;
    }

    /** By which numbers and names of months are written. */
    public Locale locale() {
        return locale;
    }

    /** What its readers call it. */
    public String ownName() {
        return ownName;
    }

    String datePattern() {
        return datePattern;
    }

    DateTimeFormatter dates() {
        return dates;
    }

    /** The language of a locale, whatever its country; empty where it is none of these. */
    public static Optional<Language> of(Locale locale) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(locale.getLanguage()))
                .findFirst();
    }

    /** The language of a tag such as {@code de} or {@code de-AT}; empty where it is none of these, or no tag at all. */
    public static Optional<Language> ofTag(String tag) {
        return of(Locale.forLanguageTag(tag));
    }
}
