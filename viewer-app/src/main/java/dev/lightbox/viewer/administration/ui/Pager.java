package dev.lightbox.viewer.administration.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import dev.lightbox.viewer.language.Texts;

/** Goes through a list page by page, and says where it is. */
final class Pager extends HorizontalLayout {

    private final int size;
    private final Runnable load;
    private final Button back;
    private final Button on;
    private final Span where = new Span();
    private int first;

    Pager(int size, Runnable load) {
        this.size = size;
        this.load = load;
        back = AdministrationPage.button("admin.back", "page-back", () -> turn(-1));
        on = AdministrationPage.button("admin.on", "page-on", () -> turn(1));
        where.getElement().setAttribute("data-testid", "page-where");
        where.getElement().setAttribute("role", "status");
        setAlignItems(Alignment.CENTER);
        add(back, where, on);
        getStyle().set("padding", "var(--lumo-space-xs) var(--lumo-space-m)");
    }

    int first() {
        return first;
    }

    int size() {
        return size;
    }

    void toBeginning() {
        first = 0;
    }

    private void turn(int pages) {
        first = Math.max(0, first + pages * size);
        load.run();
    }

    /** @param shown rows on this page */
    void show(int shown, int total) {
        back.setEnabled(first > 0);
        on.setEnabled(first + shown < total);
        where.setText(
                shown == 0 ? Texts.text("admin.none") : Texts.text("admin.where", first + 1, first + shown, total));
    }
}
