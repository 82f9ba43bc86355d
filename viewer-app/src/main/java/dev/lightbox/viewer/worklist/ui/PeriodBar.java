package dev.lightbox.viewer.worklist.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.FlexComponent;
import com.vaadin.flow.component.orderedlayout.FlexLayout;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.lightbox.viewer.icons.LineIcon;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.worklist.DateRange;
import dev.lightbox.viewer.worklist.WorklistFilter;

/** Free text, the period, and the buttons above the worklist. */
final class PeriodBar extends FlexLayout {

    /** Not on a phone, where the quick ranges have to do (narrow.css). */
    private static final String WIDE_ONLY = "wide-only";

    PeriodBar(Binder<WorklistFilter> binder, Runnable refresh, Runnable clear) {
        TextField search = new TextField();
        search.setPlaceholder(Texts.text("worklist.search"));
        search.setAriaLabel(Texts.text("worklist.search.label"));
        search.setPrefixComponent(LineIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setMinWidth("21rem");
        search.setMaxLength(FilterFields.MAX_LENGTH);
        search.getElement().setAttribute("data-testid", "worklist-search");
        binder.bind(search, "freeText");

        RadioButtonGroup<DateRange> range = new RadioButtonGroup<>();
        range.setItems(DateRange.values());
        range.setAriaLabel(Texts.text("worklist.period"));
        range.setRenderer(new ComponentRenderer<>(PeriodBar::rangeLabel));
        DatePicker from = FilterFields.datePicker(Texts.text("worklist.from"), "worklist-filter-from");
        DatePicker to = FilterFields.datePicker(Texts.text("worklist.to"), "worklist-filter-to");
        binder.bind(range, "range");
        binder.bind(from, "from");
        binder.bind(to, "to");
        // A quick range and days of one's own replace each other.
        range.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                from.clear();
                to.clear();
            }
        });
        Runnable ownDays = () -> range.setValue(from.isEmpty() && to.isEmpty() ? DateRange.ALL : null);
        from.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                ownDays.run();
            }
        });
        to.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                ownDays.run();
            }
        });

        from.addClassName(WIDE_ONLY);
        to.addClassName(WIDE_ONLY);

        Button again = new Button(Texts.text("worklist.refresh"), LineIcon.REFRESH.create(), click -> refresh.run());
        again.getElement().setAttribute("data-testid", "worklist-refresh");
        Button all = new Button(Texts.text("worklist.clear"), click -> clear.run());
        all.getElement().setAttribute("data-testid", "worklist-clear");

        add(search, range, from, to, again, all);
        setFlexWrap(FlexLayout.FlexWrap.WRAP);
        setAlignItems(FlexComponent.Alignment.CENTER);
        getStyle()
                .set("gap", "var(--lumo-space-s) var(--lumo-space-m)")
                .set("padding", "var(--lumo-space-s) var(--lumo-space-m)");
    }

    private static Span rangeLabel(DateRange range) {
        Span label = new Span(Texts.text("worklist.range." + range.term()));
        label.getElement().setAttribute("data-testid", "quick-range-" + range.term());
        return label;
    }
}
