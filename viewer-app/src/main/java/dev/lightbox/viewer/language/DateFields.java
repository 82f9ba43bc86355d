package dev.lightbox.viewer.language;

import com.vaadin.flow.component.datepicker.DatePicker;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Fields for dates in the language of the page. */
public final class DateFields {

    private static final String ISO = "yyyy-MM-dd";

    private DateFields() {}

    /** An empty field that shows dates as the page does, and takes them in ISO 8601 as well; in German also with a year of two digits. */
    public static DatePicker create() {
        DatePicker field = new DatePicker();
        field.setLocale(Texts.current().language().locale());
        field.setI18n(i18n(Texts.current()));
        return field;
    }

    static DatePicker.DatePickerI18n i18n(Texts texts) {
        Language language = texts.language();
        Locale locale = language.locale();
        DatePicker.DatePickerI18n i18n = new DatePicker.DatePickerI18n()
                .setMonthNames(Arrays.stream(Month.values())
                        .map(month -> month.getDisplayName(TextStyle.FULL_STANDALONE, locale))
                        .toList())
                .setWeekdays(weekdays(TextStyle.FULL_STANDALONE, locale))
                .setWeekdaysShort(weekdays(TextStyle.SHORT_STANDALONE, locale))
                // Monday.
                .setFirstDayOfWeek(1)
                .setToday(texts.get("date.today"))
                .setCancel(texts.get("date.cancel"))
                .setBadInputErrorMessage(texts.get("date.invalid"));
        if (language == Language.GERMAN) {
            i18n.setDateFormats(language.datePattern(), "d.M.yyyy", "d.M.yy", ISO);
        } else {
            i18n.setDateFormat(ISO);
        }
        return i18n;
    }

    /** Vaadin's weeks begin on Sunday. */
    private static List<String> weekdays(TextStyle style, Locale locale) {
        return java.util.stream.Stream.iterate(DayOfWeek.SUNDAY, day -> day.plus(1))
                .limit(DayOfWeek.values().length)
                .map(day -> day.getDisplayName(style, locale))
                .toList();
    }
}
