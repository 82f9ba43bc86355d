package dev.lightbox.e2e.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The figures as a table, and as JSON. Not thread-safe. */
final class Report {

    private static final String[] HEADINGS = {"figure", "line", "median", "95 %", "n", "unit", "aim", "", "note"};

    /** @param reason why it could not be measured */
    record Missing(String name, String line, String reason) {}

    private final List<Figure> figures = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<Double> loads = new ArrayList<>();

    void add(List<Figure> more) {
        figures.addAll(more);
    }

    void addMissing(Missing one) {
        missing.add(one);
    }

    /** Notes how busy the machine is, its own work included: processes that run or want to, as the system averages them over a minute. */
    void noteLoad() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load >= 0) {
            loads.add(load);
        }
    }

    /** Whether everything could be measured. */
    boolean isComplete() {
        return missing.isEmpty();
    }

    String table() {
        List<String[]> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (Figure figure : figures) {
            Samples samples = figure.samples();
            rows.add(new String[] {
                figure.name(),
                figure.line(),
                number(samples.median()),
                samples.size() == 1 ? "" : number(figure.p95()),
                Integer.toString(samples.size()),
                figure.unit(),
                aimOf(figure),
                figure.verdict(),
                figure.note()
            });
        }
        for (Missing one : missing) {
            rows.add(new String[] {one.name(), one.line(), "–", "", "0", "", "", "not measured", one.reason()});
        }
        StringBuilder table = new StringBuilder();
        int[] widths = new int[HEADINGS.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                boolean isNumber = i >= 2 && i <= 4;
                line.append(isNumber ? " ".repeat(widths[i] - row[i].length()) + row[i] : row[i])
                        .append(isNumber ? "" : " ".repeat(widths[i] - row[i].length()))
                        .append("  ");
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        long aims = figures.stream().filter(figure -> figure.aim() != null).count();
        long reached = figures.stream()
                .filter(figure -> figure.verdict().equals("reached"))
                .count();
        table.append("%n%d processors; load while measuring: %s%n"
                .formatted(Runtime.getRuntime().availableProcessors(), loads.isEmpty() ? "not known" : load()));
        return table.append("%d of %d aims reached, %d figures not measured%n".formatted(reached, aims, missing.size()))
                .toString();
    }

    private String load() {
        Samples samples = new Samples();
        loads.forEach(samples::add);
        return "%s (median; %s to %s)"
                .formatted(number(samples.median()), number(samples.quantile(0)), number(samples.quantile(1)));
    }

    private static String aimOf(Figure figure) {
        Aim aim = figure.aim();
        if (aim == null) {
            return "";
        }
        String of = switch (aim.of()) {
            case MEDIAN -> "";
            case P95 -> "95 % ";
            case WORST -> "all ";
        };
        return of + (aim.atLeast() ? "≥ " : "≤ ") + number(aim.value());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 && value != Math.rint(value) ? "%.1f" : "%.0f", value);
    }

    /** Everything, each single value included. */
    String json() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Figure figure : figures) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("figure", figure.name());
            one.put("line", figure.line());
            one.put("unit", figure.unit());
            one.put("median", figure.samples().median());
            one.put("p95", figure.p95());
            Aim aim = figure.aim();
            if (aim != null) {
                one.put("aim", Map.of("of", aim.of(), "atLeast", aim.atLeast(), "value", aim.value()));
                one.put("verdict", figure.verdict());
            }
            one.put("note", figure.note());
            one.put("values", figure.samples().values());
            all.add(one);
        }
        return JsonMapper.builder()
                .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(Map.of("figures", all, "missing", missing, "loads", loads));
    }
}
