package dev.lightbox.engine.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The data dictionary of PS3.6 (retired attributes included), read once from a resource; immutable and thread-safe. */
public final class Dictionary {
    /**
     * One attribute.
     *
     * @param vr the representation; where the standard leaves a choice, the one that is right without further knowledge
     * @param signable US or SS, by Pixel Representation
     * @param vm the value multiplicity as the standard writes it, for example {@code 1-n}
     * @param keyword the standard's keyword, for example {@code PatientName}
     */
    public record Entry(int tag, Vr vr, boolean signable, String vm, String keyword) {}

    private static final Map<Integer, Entry> BY_TAG = new HashMap<>(16384);
    private static final Map<String, Entry> BY_KEYWORD = new HashMap<>(16384);

    static {
        Map<String, String> multiplicities = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Dictionary.class.getResourceAsStream("dictionary.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line, multiplicities);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the DICOM dictionary in the program's own jar can't be read", e);
        }
    }

    private Dictionary() {}

    /** Some 5000 times at the start of every command: nothing here is slow in the interpreter. */
    private static void add(String line, Map<String, String> multiplicities) {
        int vmEnd = line.indexOf(' ', 12);
        String vm = line.substring(12, vmEnd);
        String code = line.substring(9, 11);
        Entry entry = new Entry(
                tag(line),
                vr(code),
                code.equals("xs"),
                multiplicities.computeIfAbsent(vm, same -> same),
                line.substring(vmEnd + 1));
        BY_TAG.put(entry.tag(), entry);
        BY_KEYWORD.putIfAbsent(entry.keyword(), entry);
    }

    /** A repeating group stands in the resource once, as 50xx or 60xx. */
    private static int tag(String line) {
        boolean repeating = line.charAt(2) == 'x';
        return repeating
                ? Integer.parseUnsignedInt(line, 0, 2, 16) << 24 | Integer.parseUnsignedInt(line, 4, 8, 16)
                : Integer.parseUnsignedInt(line, 0, 8, 16);
    }

    private static Vr vr(String code) {
        return switch (code) {
            case "xs" -> Vr.US;
            // PS3.5 A.1: in Implicit VR the "OB or OW" of pixel and overlay data is OW, so is the LUT data's "US or
            // OW".
            case "ox", "px", "lt" -> Vr.OW;
            case "up" -> Vr.UL;
            case "na" -> Vr.UN;
            default -> Vr.valueOf(code);
        };
    }

    /** @return the attribute; empty for private and unknown tags, group lengths included */
    public static Optional<Entry> entry(int tag) {
        return Optional.ofNullable(BY_TAG.get(canonical(tag)));
    }

    /** @return the attribute with this keyword; for a repeating group its first, for example 6000,3000 */
    public static Optional<Entry> entry(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }

    /** @return the dictionary's VR; UL for a group length, LO for a private creator, UN for what is unknown */
    public static Vr vr(int tag) {
        Entry entry = BY_TAG.get(canonical(tag));
        if (entry != null) {
            return entry.vr();
        }
        if (Tag.element(tag) == 0) {
            return Vr.UL;
        }
        // PS3.5 7.8.1: (gggg,0010-00FF) of an odd group reserve blocks.
        boolean creator = Tag.isPrivate(tag) && Tag.element(tag) >= 0x10 && Tag.element(tag) <= 0xFF;
        return creator ? Vr.LO : Vr.UN;
    }

    private static int canonical(int tag) {
        int family = tag >>> 24;
        // PS3.5 7.6: even groups 5000-501E and 6000-601E repeat; older files use up to 50FE and 60FE.
        boolean repeating = (family == 0x50 || family == 0x60) && !Tag.isPrivate(tag);
        return repeating ? tag & 0xFF00FFFF : tag;
    }
}
