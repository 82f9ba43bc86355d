package dev.lightbox.engine.volume;

import dev.lightbox.engine.volume.PlaneMap.Direction;

/** From the pixels of one row of a picture to a volume: see {@link PlaneMap}. */
interface RowMap {

    Direction column(int row);

    Direction row(int row);

    Direction location(int row);
}
