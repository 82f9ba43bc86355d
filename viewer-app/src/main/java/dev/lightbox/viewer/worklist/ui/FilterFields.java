package dev.lightbox.viewer.worklist.ui;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.lightbox.viewer.language.DateFields;
import dev.lightbox.viewer.language.Texts;

/** The worklist's small input fields, all alike. */
final class FilterFields {

    /** DICOM's longest short text that is searched (LO, 64 characters) with room for wildcards and several words. */
    static final int MAX_LENGTH = 128;

    private FilterFields() {}

    static TextField text(String label, String testId) {
        TextField field = new TextField();
        field.setAriaLabel(label);
        field.setPlaceholder(Texts.text("worklist.filter"));
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setMaxLength(MAX_LENGTH);
        field.addThemeVariants(TextFieldVariant.LUMO_SMALL);
        field.setWidthFull();
        field.getElement().setAttribute("data-testid", testId);
        return field;
    }

    static DatePicker datePicker(String label, String testId) {
        DatePicker field = DateFields.create();
        field.setPlaceholder(label);
        field.setAriaLabel(label);
        field.setClearButtonVisible(true);
        field.setWidth("10rem");
        field.getElement().setAttribute("data-testid", testId);
        return field;
    }
}
