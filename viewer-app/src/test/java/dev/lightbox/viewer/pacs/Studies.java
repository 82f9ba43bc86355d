package dev.lightbox.viewer.pacs;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes queries and study summaries for tests, of which only what matters is given. */
public final class Studies {

    private Studies() {}

    /** A query in which anything not given matches all. */
    public static final class QueryBuilder {
        private String freeText = "";
        private String name = "";
        private String id = "";
        private @Nullable LocalDate born;
        private String sex = "";
        private @Nullable LocalDate from;
        private @Nullable LocalDate to;
        private Set<String> modalities = Set.of();
        private String description = "";
        private String accession = "";
        private String referring = "";
        private List<String> referredBy = List.of();

        public QueryBuilder freeText(String value) {
            freeText = value;
            return this;
        }

        public QueryBuilder name(String value) {
            name = value;
            return this;
        }

        public QueryBuilder id(String value) {
            id = value;
            return this;
        }

        public QueryBuilder born(LocalDate value) {
            born = value;
            return this;
        }

        public QueryBuilder sex(String value) {
            sex = value;
            return this;
        }

        public QueryBuilder period(@Nullable LocalDate first, @Nullable LocalDate last) {
            from = first;
            to = last;
            return this;
        }

        public QueryBuilder modalities(Set<String> value) {
            modalities = value;
            return this;
        }

        public QueryBuilder description(String value) {
            description = value;
            return this;
        }

        public QueryBuilder accession(String value) {
            accession = value;
            return this;
        }

        public QueryBuilder referring(String value) {
            referring = value;
            return this;
        }

        public QueryBuilder referredBy(String... value) {
            referredBy = List.of(value);
            return this;
        }

        public StudyQuery build() {
            return new StudyQuery(
                    freeText, name, id, born, sex, from, to, modalities, description, accession, referring, referredBy);
        }
    }

    /** A study of which anything not given is empty. */
    public static final class SummaryBuilder {
        private String name = "";
        private String id = "";
        private @Nullable LocalDate born;
        private String sex = "";
        private @Nullable LocalDate date;
        private Set<String> modalities = Set.of();
        private String description = "";
        private String accession = "";
        private String referring = "";

        public SummaryBuilder name(@Nullable String value) {
            name = value == null ? "" : value;
            return this;
        }

        public SummaryBuilder id(@Nullable String value) {
            id = value == null ? "" : value;
            return this;
        }

        public SummaryBuilder born(LocalDate value) {
            born = value;
            return this;
        }

        public SummaryBuilder sex(String value) {
            sex = value;
            return this;
        }

        public SummaryBuilder date(@Nullable LocalDate value) {
            date = value;
            return this;
        }

        public SummaryBuilder modalities(Set<String> value) {
            modalities = value;
            return this;
        }

        public SummaryBuilder description(String value) {
            description = value;
            return this;
        }

        public SummaryBuilder accession(String value) {
            accession = value;
            return this;
        }

        public SummaryBuilder referring(String value) {
            referring = value;
            return this;
        }

        public StudySummary build() {
            return new StudySummary(
                    "1.2.3", name, id, born, sex, date, null, modalities, description, accession, referring, -1, -1);
        }
    }
}
