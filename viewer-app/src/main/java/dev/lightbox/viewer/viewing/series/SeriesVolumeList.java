package dev.lightbox.viewer.viewing.series;

import dev.lightbox.engine.message.Message;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import java.util.List;
import java.util.Map;

/**
 * The volumes of a series. Immutable.
 *
 * @param volumes largest first
 * @param leftOut frames that are in none, and why, without a full stop
 * @param refusals why (parts of) the series can't make a volume, one sentence each
 */
public record SeriesVolumeList(List<SeriesVolume> volumes, Map<FrameKey, Message> leftOut, List<Message> refusals) {

    public static final SeriesVolumeList NONE = new SeriesVolumeList(
            List.of(), Map.of(), List.of(Message.of("volume.empty-series", "It holds no pictures.")));

    public SeriesVolumeList {
        volumes = List.copyOf(volumes);
        leftOut = Map.copyOf(leftOut);
        refusals = List.copyOf(refusals);
    }

    /**
     * The largest volume.
     *
     * @throws PictureException where there is none
     */
    public SeriesVolume largest() {
        if (volumes.isEmpty()) {
            throw new PictureException(
                    Message.of("volume.none", "its pictures don't make a volume. %s", refusals),
                    "Its pictures can be read one by one.");
        }
        return volumes.getFirst();
    }

    /**
     * The volume that a picture is a slice of.
     *
     * @throws PictureException where it is in none
     */
    public SeriesVolume holding(SeriesSlice slice) {
        for (SeriesVolume volume : volumes) {
            if (volume.plan().sources().contains(slice.key())) {
                return volume;
            }
        }
        // The reasons for the series are better than none at all.
        largest();
        throw new PictureException(
                Message.of(
                        "volume.not-in",
                        "picture %d isn't a slice of a volume: %s.",
                        slice.number(),
                        leftOut.getOrDefault(
                                slice.key(), Message.of("volume.not-fitting", "it doesn't fit the others"))),
                "SOP Instance " + slice.key().instance().sopInstanceUid());
    }
}
