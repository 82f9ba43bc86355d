package dev.lightbox.viewer.worklist.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;

/** The worklist's small input fields, all alike. */
final class FilterFields {

    /** DICOM's longest short text that is searched (LO, 64 characters) with room for wildcards and several words. */
    static final int MAX_LENGTH = 128;

    private FilterFields() {}

    static TextField text(String label, String testId) {
        TextField field = new TextField();
        field.setAriaLabel("Filter by " + label);
        field.setPlaceholder("Filter");
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setMaxLength(MAX_LENGTH);
        field.addThemeVariants(TextFieldVariant.LUMO_SMALL);
        field.setWidthFull();
        field.getElement().setAttribute("data-testid", testId);
        return field;
    }

    static DatePicker datePicker(String label, String testId) {
        DatePicker field = new DatePicker();
        field.setPlaceholder(label);
        field.setAriaLabel(label);
        field.setClearButtonVisible(true);
        // The same unmistakable order of day, month and year in every country.
        field.setI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
        field.setWidth("10rem");
        field.getElement().setAttribute("data-testid", testId);
        return field;
    }
}
