package dev.lightbox.engine.hostile;

import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.EncodedFrame;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.FrameDecoders;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Sound files of every transfer syntax that is decoded, the small ones before the others. */
final class Corpus {

    private static final int MOST_OF_A_KIND = 3;
    private static final int MOST_STATES = 60;
    private static final long LARGEST_STATE = 100_000;
    private static final long LARGEST_FILE = 3 << 20;

    private final Map<String, List<Specimen>> bySyntax;
    private final List<String> syntaxes;

    private final List<byte[]> presentationStates;

    private Corpus(Map<String, List<Specimen>> bySyntax, List<byte[]> presentationStates) {
        this.presentationStates = presentationStates;
        this.bySyntax = bySyntax;
        this.syntaxes = List.copyOf(bySyntax.keySet());
    }

    static Corpus below(Path root) throws IOException {
        Map<String, List<Specimen>> all = new TreeMap<>();
        List<Path> paths;
        try (Stream<Path> files = Files.walk(root)) {
            paths = files.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path path : paths) {
            String name = root.relativize(path).toString();
            if (Files.size(path) > LARGEST_FILE
                    || name.startsWith("reference")
                    || name.startsWith("broken")
                    || name.contains("volumes")
                    || name.contains("295")) {
                continue;
            }
            specimen(name, path, all);
        }
        Map<String, List<Specimen>> chosen = new TreeMap<>();
        all.forEach((syntax, specimens) -> chosen.put(syntax, fewOfEachKind(specimens)));
        return new Corpus(chosen, presentationStates(paths));
    }

    /** The smallest of each kind of pixels, so that none is missing and the campaign gets on. */
    private static List<Specimen> fewOfEachKind(List<Specimen> specimens) {
        Map<String, List<Specimen>> kinds = new TreeMap<>();
        specimens.stream()
                .sorted(Comparator.comparingLong(Specimen::size).thenComparing(Specimen::name))
                .forEach(specimen -> kinds.computeIfAbsent(specimen.kind(), kind -> new ArrayList<>())
                        .add(specimen));
        return kinds.values().stream()
                .flatMap(kind -> kind.stream().limit(MOST_OF_A_KIND))
                .sorted(Comparator.comparingLong(Specimen::size).thenComparing(Specimen::name))
                .toList();
    }

    /** Small presentation states, whole files. */
    private static List<byte[]> presentationStates(List<Path> paths) throws IOException {
        List<byte[]> states = new ArrayList<>();
        for (Path path : paths) {
            if (Files.size(path) < LARGEST_STATE
                    && path.toString().contains("/ps-")
                    && states.size() < MOST_STATES
                    && DicomReader.read(path).dataSet().contains(Tag.ReferencedSeriesSequence)) {
                states.add(Files.readAllBytes(path));
            }
        }
        return states;
    }

    List<byte[]> presentationStates() {
        return presentationStates;
    }

    private static void specimen(String name, Path path, Map<String, List<Specimen>> all) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            DicomFile file = DicomReader.read(bytes, name);
            FrameDecoder decoder = FrameDecoders.of(file.transferSyntax()).orElse(null);
            if (decoder == null || file.pixelData().isEmpty()) {
                return;
            }
            ImageDescriptor image = ImageDescriptor.of(file.dataSet());
            byte[] frame = file.pixelData().get().frame(1);
            decoder.decode(new EncodedFrame(frame), image, DecodeLimits.DEFAULT);
            all.computeIfAbsent(file.transferSyntax().uid(), uid -> new ArrayList<>())
                    .add(new Specimen(name, file.transferSyntax(), bytes, frame, image));
        } catch (IOException | RuntimeException e) {
            // Not a picture, or one that isn't sound: nothing to begin with.
            return;
        }
    }

    List<String> syntaxes() {
        return syntaxes;
    }

    List<Specimen> of(String syntax) {
        return bySyntax.getOrDefault(syntax, List.of());
    }

    /** Each syntax as often as the others; of its files the small ones more often. The same for the same random numbers. */
    Specimen choose(RandomGenerator random) {
        List<Specimen> specimens = of(syntaxes.get(random.nextInt(syntaxes.size())));
        double[] weights = specimens.stream()
                .mapToDouble(specimen -> 1 / Math.pow(10_000.0 + specimen.size(), 1.5))
                .toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double point = random.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) {
            point -= weights[i];
            if (point <= 0) {
                return specimens.get(i);
            }
        }
        return specimens.getLast();
    }
}
