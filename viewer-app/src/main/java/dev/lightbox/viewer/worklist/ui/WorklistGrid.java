package dev.lightbox.viewer.worklist.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.HeaderRow;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.Page;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.shared.Registration;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.viewing.ui.StudyAction;
import dev.lightbox.viewer.worklist.WorklistFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The worklist's table. Sorting and paging happen on the server: the browser holds only the rows near those that it shows. */
final class WorklistGrid extends Grid<StudySummary> {

    // Widths are in rem: header and body have different font sizes, so that em would set them apart.

    /** What the filter offers; a study's other modalities are found by the free text of the archive's own tools. */
    private static final List<String> MODALITIES = List.of(
            "CT", "MR", "CR", "DX", "MG", "US", "XA", "RF", "NM", "PT", "ES", "OT", "SR", "RTSTRUCT", "SEG", "DOC");

    private static final String PARAMETER = "StudyInstanceUIDs";

    /** Narrower than this a study is one column: what a phone has room for. As in narrow.css. */
    private static final int NARROW_PIXELS = 600;

    private final Column<StudySummary> card;
    private Registration resizing = () -> {};
    private final List<Column<StudySummary>> columns;

    /** @param actions offered for each study */
    WorklistGrid(Binder<WorklistFilter> binder, List<StudyAction> actions) {
        addThemeVariants(GridVariant.LUMO_ROW_STRIPES, GridVariant.LUMO_COMPACT);
        setMultiSort(false);
        setColumnReorderingAllowed(true);
        getElement().setAttribute("data-testid", "worklist-grid");
        getElement().setAttribute("aria-label", Texts.text("worklist.studies"));
        Column<StudySummary> patient = addColumn(new ComponentRenderer<>(WorklistGrid::link))
                .setHeader(Texts.text("worklist.column.patient"))
                .setComparator(byText(study -> StudyTexts.name(study.patientName())))
                .setFlexGrow(2)
                .setWidth("12rem");
        Column<StudySummary> id = text("patientId", StudySummary::patientId, "7.5rem", 1);
        Column<StudySummary> birth = addColumn(study -> StudyTexts.date(study.patientBirthDate()))
                .setHeader(Texts.text("worklist.column.born"))
                .setComparator(Comparator.comparing(
                        StudySummary::patientBirthDate, Comparator.nullsLast(Comparator.naturalOrder())))
                .setWidth("7.5rem")
                .setFlexGrow(0);
        Column<StudySummary> sex = text("sex", StudyTexts::sex, "5rem", 0);
        Column<StudySummary> when = addColumn(StudyTexts::dateTime)
                .setHeader(Texts.text("worklist.column.date"))
                .setComparator(Comparator.comparing(
                                StudySummary::studyDate, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(StudySummary::studyTime, Comparator.nullsFirst(Comparator.naturalOrder())))
                .setWidth("9.5rem")
                .setFlexGrow(0);
        Column<StudySummary> modalities = text("modalities", StudyTexts::modalities, "7.5rem", 0);
        Column<StudySummary> description = text("description", StudySummary::studyDescription, "11rem", 2);
        Column<StudySummary> accession = text("accession", StudySummary::accessionNumber, "7.5rem", 1);
        Column<StudySummary> referring =
                text("referring", study -> StudyTexts.name(study.referringPhysicianName()), "9.5rem", 1);
        text("counts", StudyTexts::counts, "7rem", 0)
                .setComparator(Comparator.comparingInt(StudySummary::numberOfInstances));
        getColumns().forEach(column -> column.setResizable(true).setSortable(true));
        columns = List.copyOf(getColumns());
        card = addColumn(new ComponentRenderer<>(WorklistGrid::card))
                .setHeader(Texts.text("worklist.studies"))
                .setFlexGrow(1);
        card.setVisible(false);
        for (StudyAction action : actions) {
            // Always in sight, however narrow the screen; no higher than a row of text.
            addColumn(new ComponentRenderer<>(study -> lowButton(action, study)))
                    .setWidth("3.5rem")
                    .setFlexGrow(0)
                    .setFrozenToEnd(true);
        }

        HeaderRow filters = appendHeaderRow();
        filter(filters, patient, binder, "patientName", "patient");
        filter(filters, id, binder, "patientId", "id");
        var born = FilterFields.datePicker(Texts.text("worklist.column.born"), "worklist-filter-born");
        born.setWidthFull();
        born.addThemeName("small");
        binder.bind(born, "patientBirthDate");
        filters.getCell(birth).setComponent(born);
        filters.getCell(sex).setComponent(sexFilter(binder));
        filters.getCell(modalities).setComponent(modalityFilter(binder));
        filter(filters, description, binder, "studyDescription", "description");
        filter(filters, accession, binder, "accessionNumber", "accession");
        filter(filters, referring, binder, "referringPhysician", "referring");

        sort(List.of(new GridSortOrder<>(when, SortDirection.DESCENDING)));
        addItemDoubleClickListener(click -> open(click.getItem()));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        Page page = event.getUI().getPage();
        fit(page.getExtendedClientDetails().getWindowInnerWidth());
        resizing = page.addBrowserWindowResizeListener(resized -> fit(resized.getWidth()));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        resizing.remove();
        super.onDetach(event);
    }

    private void fit(int pixels) {
        boolean narrow = pixels <= NARROW_PIXELS;
        card.setVisible(narrow);
        columns.forEach(column -> column.setVisible(!narrow));
    }

    private static Component lowButton(StudyAction action, StudySummary study) {
        Component button = action.button(study);
        button.getElement().getStyle().set("margin", "0").set("height", "var(--lumo-size-xs)");
        return button;
    }

    /** Without loading the page anew: the viewer's first picture comes sooner. */
    private void open(StudySummary study) {
        getUI().ifPresent(ui -> ui.navigate("viewer", QueryParameters.of(PARAMETER, study.studyInstanceUid())));
    }

    private static String viewerUrl(StudySummary study) {
        return "viewer?" + PARAMETER + "=" + URLEncoder.encode(study.studyInstanceUid(), StandardCharsets.US_ASCII);
    }

    private static Anchor link(StudySummary study) {
        String name = StudyTexts.name(study.patientName());
        Anchor link = new Anchor(viewerUrl(study), name.isBlank() ? Texts.text("worklist.noName") : name);
        link.setAriaLabel(Texts.text("worklist.open", name, study.studyDescription(), StudyTexts.dateTime(study)));
        return link;
    }

    /** What tells a study from others, below each other: all of it opens the study. */
    private static Component card(StudySummary study) {
        Anchor card = link(study);
        card.add(
                line(StudyTexts.date(study.patientBirthDate()), StudyTexts.sex(study), study.patientId()),
                line(StudyTexts.dateTime(study), StudyTexts.modalities(study)),
                line(study.studyDescription()));
        card.getStyle()
                .set("display", "block")
                .set("white-space", "normal")
                .set("line-height", "var(--lumo-line-height-s)");
        return card;
    }

    private static Component line(String... parts) {
        Div line = new Div(Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(" · ")));
        line.getStyle().set("color", "var(--lumo-secondary-text-color)").set("font-size", "var(--lumo-font-size-s)");
        return line;
    }

    /** @param key of its header, in the texts */
    private Column<StudySummary> text(String key, Function<StudySummary, String> value, String width, int grow) {
        return addColumn(value::apply)
                .setHeader(Texts.text("worklist.column." + key))
                .setComparator(byText(value))
                .setTooltipGenerator(value::apply)
                .setWidth(width)
                .setFlexGrow(grow);
    }

    private static Comparator<StudySummary> byText(Function<StudySummary, String> value) {
        return Comparator.comparing(value, String.CASE_INSENSITIVE_ORDER);
    }

    private static void filter(
            HeaderRow filters, Column<StudySummary> column, Binder<WorklistFilter> binder, String property, String id) {
        TextField field = FilterFields.text(Texts.text("worklist.filter." + id), "worklist-filter-" + id);
        binder.bind(field, property);
        filters.getCell(column).setComponent(field);
    }

    private static Component sexFilter(Binder<WorklistFilter> binder) {
        Select<String> sex = new Select<>();
        sex.setItems("", "F", "M", "O");
        sex.setItemLabelGenerator(item -> item.isEmpty() ? Texts.text("worklist.any") : StudyTexts.sex(item));
        sex.setAriaLabel(Texts.text("worklist.filter.sex"));
        sex.setWidthFull();
        sex.addThemeName("small");
        sex.getElement().setAttribute("data-testid", "worklist-filter-sex");
        binder.bind(sex, "patientSex");
        return sex;
    }

    private static Component modalityFilter(Binder<WorklistFilter> binder) {
        MultiSelectComboBox<String> modality = new MultiSelectComboBox<>();
        modality.setItems(MODALITIES);
        modality.setAriaLabel(Texts.text("worklist.filter.modality"));
        modality.setPlaceholder(Texts.text("worklist.any"));
        modality.setClearButtonVisible(true);
        modality.setWidthFull();
        modality.addThemeName("small");
        modality.getElement().setAttribute("data-testid", "worklist-filter-modality");
        binder.bind(modality, "modalities");
        return modality;
    }
}
