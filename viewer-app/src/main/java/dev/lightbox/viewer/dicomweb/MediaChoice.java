package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.render.Encoding;
import dev.lightbox.viewer.viewing.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Which of the media types that we have is sent (PS3.18 8.7): what the {@code accept} parameter lists, or where there is none the Accept header; the one with
 * the highest quality, JPEG before PNG where they are equal, as it is the standard's default.
 *
 * @param format of each picture
 * @param multipart whether several may be sent as multipart/related
 */
record MediaChoice(Encoding.Format format, boolean multipart) {

    static final MediaChoice DEFAULT = new MediaChoice(Encoding.Format.JPEG, true);

    private static final String RELATED = "related";

    /**
     * @param parameter values of the {@code accept} parameter
     * @param header values of the Accept header
     * @throws RefusedException 406 where none is acceptable, 400 where they can't be read
     */
    static MediaChoice of(List<String> parameter, List<String> header) {
        List<MediaType> acceptable = acceptable(parameter, header);
        if (acceptable.isEmpty()) {
            return DEFAULT;
        }
        double jpeg = quality(acceptable, MediaType.IMAGE_JPEG);
        double png = quality(acceptable, MediaType.IMAGE_PNG);
        if (jpeg <= 0 && png <= 0) {
            throw new RefusedException(
                    HttpStatus.NOT_ACCEPTABLE, "Rendered pictures are sent as image/jpeg or image/png.");
        }
        boolean multipart = acceptable.stream()
                .anyMatch(type -> type.isWildcardType()
                        || (type.getType().equals("multipart")
                                && (type.isWildcardSubtype()
                                        || type.getSubtype().equals(RELATED))));
        return new MediaChoice(png > jpeg ? Encoding.Format.PNG : Encoding.Format.JPEG, multipart);
    }

    /** @throws RefusedException 406 where the only type that there is isn't acceptable, 400 where what is acceptable can't be read */
    static void require(MediaType type, List<String> parameter, List<String> header) {
        List<MediaType> acceptable = acceptable(parameter, header);
        if (!acceptable.isEmpty() && quality(acceptable, type) <= 0) {
            throw new RefusedException(HttpStatus.NOT_ACCEPTABLE, "This is sent as " + type + ".");
        }
    }

    private static List<MediaType> acceptable(List<String> parameter, List<String> header) {
        List<MediaType> acceptable = new ArrayList<>();
        try {
            for (String text : parameter.isEmpty() ? header : parameter) {
                acceptable.addAll(MediaType.parseMediaTypes(text));
                acceptable.forEach(MediaChoice::partType);
            }
        } catch (InvalidMediaTypeException e) {
            throw RefusedException.badRequest("The acceptable media types can't be read: " + e.getMessage());
        }
        return acceptable;
    }

    /** The most specific of the types that include it decides (RFC 9110 12.5.1). */
    private static double quality(List<MediaType> acceptable, MediaType type) {
        double quality = 0;
        int best = -1;
        for (MediaType one : acceptable) {
            MediaType meant = partType(one);
            int specific = meant.isWildcardType() ? 0 : meant.isWildcardSubtype() ? 1 : 2;
            boolean better = specific > best || (specific == best && one.getQualityValue() > quality);
            if (meant.includes(type) && better) {
                best = specific;
                quality = one.getQualityValue();
            }
        }
        return quality;
    }

    /** {@code multipart/related; type="image/png"} means PNG parts. */
    private static MediaType partType(MediaType type) {
        if (!type.getType().equals("multipart")) {
            return type;
        }
        String part = type.getParameter("type");
        return part == null ? MediaType.ALL : MediaType.parseMediaType(part.replace("\"", ""));
    }

    MediaType mediaType() {
        return format == Encoding.Format.PNG ? MediaType.IMAGE_PNG : MediaType.IMAGE_JPEG;
    }
}
